import { type CarrierReading, readCarrier } from './carriers.ts'

/** "HPG = Hapag-Lloyd", "SBM: Seaboard Marine": a shorthand of the desk, and the line that it stands for. */
const EXPLAINED =
  /(?<![\p{L}\d])([A-Z][A-Z\d]{1,5})\s*(?:=|:|：|\s[-–—]\s)\s*(\p{Lu}[\p{L}\d.&' -]{2,40}?)\s*(?=$|[,;/|\n()]|\s[-–—]\s)/gu
const SURE_CARRIER = 0.9

/** The shorthands for carriers that texts around a table explain; those that are carriers by themselves need no legend. */
export function carrierLegend(texts: Iterable<string>): ReadonlyMap<string, CarrierReading> {
  const legend = new Map<string, CarrierReading>()
  for (const text of texts)
    for (const [, short, name] of text.matchAll(EXPLAINED)) {
      const carrier = readCarrier(name!)
      if (carrier && carrier.confidence >= SURE_CARRIER && readCarrier(short!) === null)
        legend.set(short!, { ...carrier, text: short! })
    }
  return legend
}
