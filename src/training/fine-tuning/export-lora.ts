import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { stringify } from 'yaml'
import { UsageError } from '../../config.ts'
import type { Tune, TuneFolder } from './tune.ts'

export interface LoraOptions {
  /** Open model to adapt, by its name at the hub or its folder. */
  readonly openModel: string
  /** Stage that the model will answer: names the lines for `rateloom.yaml`. */
  readonly stage: string
  /** Folder to write; made when missing. */
  readonly out: string
}

/** Settings that suit some hundred to some thousand short examples (Hu et al. 2021 for rank and scale). */
const RANK = 16
const ALPHA = 32
const LEARNING_RATE = 2e-4
const EPOCHS = 3

/**
 * Writes all that training an open model needs, on a machine of one's own: data, data card, settings, the commands that
 * train it, serve it with vLLM and point `rateloom.yaml` at it.
 */
export async function exportLora(folder: TuneFolder, options: LoraOptions): Promise<string[]> {
  const tune = await folder.load()
  if (tune.method !== 'supervised')
    throw new UsageError(
      'Preference pairs are for the jobs API; export supervised examples for an open model.',
    )
  await mkdir(options.out, { recursive: true })
  const written: string[] = []
  const write = async (name: string, text: string) => {
    await writeFileAtomic(join(options.out, name), text)
    written.push(name)
  }
  for (const data of [tune.training, tune.validation]) {
    if (data === null) continue
    await copyFile(folder.file(data.file), join(options.out, data.file))
    written.push(data.file)
  }
  await write('data-card.yaml', stringify(dataCard(tune)))
  await write('lora.yaml', stringify(settings(tune, options)))
  await write('README.md', instructions(tune, options))
  return written
}

function dataCard(tune: Tune) {
  const facts = ({ file, sha256, examples, tokens }: Tune['training']) => ({ file, sha256, examples, tokens })
  return {
    name: tune.name,
    task: 'One stage of reading freight rate sheets: the question as asked, the answer as corrected by a person.',
    format: 'JSON Lines; each line {"messages": [...]} with roles system, user and assistant',
    training: facts(tune.training),
    validation: tune.validation ? facts(tune.validation) : null,
    personal_data: 'none expected; "rateloom labels lint" looks for it before the export',
  }
}

function settings(tune: Tune, options: LoraOptions) {
  return {
    base_model: options.openModel,
    adapter: 'lora',
    lora_r: RANK,
    lora_alpha: ALPHA,
    lora_dropout: 0.05,
    lora_target_linear: true,
    datasets: [{ path: tune.training.file, type: 'chat_template', field_messages: 'messages' }],
    ...(tune.validation
      ? { test_datasets: [{ path: tune.validation.file, type: 'chat_template', field_messages: 'messages' }] }
      : {}),
    sequence_len: 16384,
    train_on_inputs: false,
    num_epochs: tune.epochs ?? EPOCHS,
    micro_batch_size: tune.batch_size ?? 1,
    gradient_accumulation_steps: 8,
    learning_rate: LEARNING_RATE * (tune.learning_rate_multiplier ?? 1),
    lr_scheduler: 'cosine',
    warmup_ratio: 0.05,
    bf16: 'auto',
    gradient_checkpointing: true,
    seed: tune.seed ?? 1,
    output_dir: './adapter',
  }
}

function instructions(tune: Tune, { openModel, stage }: LoraOptions): string {
  return `# ${tune.name}: a LoRA adapter for ${openModel}

${tune.training.examples} training examples${tune.validation ? `, ${tune.validation.examples} for validation` : ''}; see data-card.yaml.
Needs a machine with a GPU. These commands were written down from the programs' documentation and not run here.

Train, with Axolotl (lora.yaml is its configuration):

    axolotl train lora.yaml

Serve, with vLLM:

    vllm serve ${openModel} --enable-lora --lora-modules ${tune.name}=./adapter --port 8000

Point rateloom.yaml at it:

    endpoints:
      own: {base_url: "http://127.0.0.1:8000/v1"}
    stages:
      ${stage}: {answer: when_unsure, endpoint: own, model: ${tune.name}, prompt: short}

Then compare it with the model in use before it answers anything: rateloom eval.
`
}
