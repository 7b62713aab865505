import type { Gazetteer } from '../reference/gazetteer.ts'

const AIRPORT = /\b(?:Apt|Airport)\b/

/**
 * Name of a place for readers: of a port city that of the city, not of the airport whose code is in everyday use
 * ("Ningbo" for CNNGB); "Shanghai Pt" loses its ending, "Kolkata (ex Calcutta)" its former name.
 */
export function displayName(place: number, places: Gazetteer): string {
  const names = [place, ...places.group(place)].map((member) => places.name(member))
  const plain = names.find((name) => !AIRPORT.test(name) && !/\bPt\b/.test(name))
  const chosen = AIRPORT.test(names[0]!)
    ? (plain ?? names.find((name) => !AIRPORT.test(name)) ?? names[0]!)
    : names[0]!
  return chosen
    .replace(/\s+Pt\b(?=$|\s*[/=])/g, '')
    .replace(/\s*\((?:ex|form\.)\s+[^)]*\)/gi, '')
    .trim()
}
