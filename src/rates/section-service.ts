import { readGroup } from '../places/groups.ts'
import { exactRank } from '../places/read-piece.ts'
import { readCarrier } from '../reference/carriers.ts'
import { readCharge } from '../reference/charges.ts'
import { readContainers } from '../reference/containers.ts'

/** "SERVICE: PS3", "Loop AEX". */
const KEYED = /^(?:service|svc|loop|string|rotation)s?\s*(?:name|code)?\s*[:：-]\s*(\S.{0,30})$/iu
/** "PS3 SERVICE". */
const NAMED = /^(\S+)\s+(?:service|svc|loop|string)$/iu
/** "HMM - PS3", "ZIM / ZEX (EXPRESS)", "ONE (FP1)", "CMA CGM | PEX2 service". */
const BEHIND_CARRIER =
  /^(.{2,30}?)\s*(?:\s[-–—|/]\s|:\s|\s?\()\s*([A-Z][A-Z0-9]{0,5})\)?(?:\s+(?:service|svc|loop|string))?\s*(?:\([^()]*\))?$/u
const NUMBERED = /\d/
const LETTERS = /^[A-Z]{2,4}$/
/** Terms that stand behind a carrier as well and are no service. */
const TERMS =
  /^(?:FAK|NAC|SPOT|SOC|COC|DRY|GP|HC|HQ|RF|NOR|OT|FR|FCL|LCL|DG|IMO|HAZ|OOG|GRI|PSS|NEW|REV|TBA|TBC|NA|ALL|CY|SD|DOOR|WK|USD|EUR|CNY|VIP|EXP|IMP|MQC|TS|DIR|Q[1-4]|H[12]|V\d+)$/

/** The service that a caption inside a table names, behind its carrier or by the word; null where it names none. */
export function serviceOfCaption(caption: string): string | null {
  const text = caption.trim()
  const keyed = KEYED.exec(text)?.[1]?.trim()
  if (keyed) return keyed
  const named = NAMED.exec(text)?.[1]
  if (named && isService(named)) return named
  const [, carrier, service] = BEHIND_CARRIER.exec(text) ?? []
  return carrier && service && readCarrier(carrier.trim()) !== null && isService(service) ? service : null
}

function isService(text: string): boolean {
  if (TERMS.test(text) || readContainers(text) !== null || readGroup(text) !== null) return false
  if (!NUMBERED.test(text) && !LETTERS.test(text)) return false
  return exactRank(text) === 0 && readCharge(text)?.known !== true && readCarrier(text) === null
}
