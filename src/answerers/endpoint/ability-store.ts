import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { type Abilities, abilitiesSchema, firstAbilities, interfacesOf, type Place } from './abilities.ts'
import { publicAddress } from './secrets.ts'

/** Servers are updated: what was learned longer ago is found out again. */
const DAYS_KEPT = 30

/** Whether fine-tuning jobs can be made at an address, and why not. */
const fineTuningSchema = z.strictObject({
  able: z.boolean(),
  reason: z.string(),
  learned_on: z.iso.date(),
})
export type FineTuningAbility = Omit<z.infer<typeof fineTuningSchema>, 'learned_on'>

const fileSchema = z.strictObject({
  version: z.literal(1),
  /** By address and model, as `http://127.0.0.1:11434/v1 qwen3:8b`. */
  models: z.record(z.string(), abilitiesSchema),
  fine_tuning: z.record(z.string(), fineTuningSchema),
})
type AbilityFile = z.infer<typeof fileSchema>

/**
 * What was learned of models: in memory, and in a file where one is given, so that the next run does not run into the
 * same refusals. A file that cannot be read is as good as none. Holds addresses and model ids, never a key.
 */
export class AbilityStore {
  readonly #file: string | null
  #learned: AbilityFile = { version: 1, models: {}, fine_tuning: {} }
  #loading: Promise<void> | null = null
  #saving: Promise<void> = Promise.resolve()

  constructor(file: string | null = null) {
    this.#file = file
  }

  /** How a model is asked there, as far as is known. */
  async model(place: Place, model: string): Promise<Abilities> {
    await this.#load()
    const { api, baseUrl } = place
    const known = fresh(this.#learned.models[modelKey(baseUrl, model)])
    if (known && interfacesOf(api, baseUrl).includes(known.api)) return known
    return firstAbilities(model, place, today())
  }

  async learn(baseUrl: string, model: string, abilities: Abilities): Promise<void> {
    await this.#load()
    this.#learned.models[modelKey(baseUrl, model)] = abilities
    await this.#save()
  }

  async fineTuning(baseUrl: string): Promise<FineTuningAbility | null> {
    await this.#load()
    return fresh(this.#learned.fine_tuning[publicAddress(baseUrl)])
  }

  async learnFineTuning(baseUrl: string, ability: FineTuningAbility): Promise<void> {
    await this.#load()
    this.#learned.fine_tuning[publicAddress(baseUrl)] = {
      able: ability.able,
      reason: ability.reason,
      learned_on: today(),
    }
    await this.#save()
  }

  #load(): Promise<void> {
    this.#loading ??= this.#read().then((read) => {
      if (read) this.#learned = read
    })
    return this.#loading
  }

  async #read(): Promise<AbilityFile | null> {
    if (this.#file === null) return null
    try {
      return fileSchema.parse(JSON.parse(await readFile(this.#file, 'utf8')))
    } catch {
      return null
    }
  }

  /** One write after the other; what another program wrote meanwhile stays. */
  #save(): Promise<void> {
    const file = this.#file
    if (file === null) return Promise.resolve()
    this.#saving = this.#saving.then(async () => {
      const others = await this.#read()
      const whole: AbilityFile = {
        version: 1,
        models: { ...others?.models, ...this.#learned.models },
        fine_tuning: { ...others?.fine_tuning, ...this.#learned.fine_tuning },
      }
      await mkdir(dirname(file), { recursive: true })
      await writeFileAtomic(file, `${JSON.stringify(whole, null, 2)}\n`)
    })
    return this.#saving
  }
}

export function today(): string {
  return new Date().toISOString().slice(0, 10)
}

function modelKey(baseUrl: string, model: string): string {
  return `${publicAddress(baseUrl)} ${model}`
}

function fresh<T extends { readonly learned_on: string }>(learned: T | undefined): T | null {
  if (!learned) return null
  const days = (Date.now() - Date.parse(learned.learned_on)) / 86_400_000
  return days <= DAYS_KEPT ? learned : null
}
