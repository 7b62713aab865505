import { readFileSync, statSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { packShippedPlaces } from '../../src/reference/build-places.ts'
import { packShippedRegions } from '../../src/reference/build-regions.ts'
import { countryName, readCountry } from '../../src/reference/countries.ts'
import { gazetteer } from '../../src/reference/gazetteer.ts'
import { PLACES_FILE } from '../../src/reference/places-format.ts'
import { REGIONS_FILE } from '../../src/reference/regions.ts'
import { readSubdivisions } from '../../src/reference/subdivisions.ts'

describe('the shipped gazetteer', () => {
  it('is what the build makes of the sources, in less than 3 MB', () => {
    expect(gunzipSync(readFileSync(PLACES_FILE)).equals(packShippedPlaces())).toBe(true)
    expect(readFileSync(REGIONS_FILE, 'utf8')).toBe(packShippedRegions())
    expect(statSync(PLACES_FILE).size).toBeLessThan(3_000_000)
  })

  it('has every place of the list with its facts', () => {
    const lines = readFileSync(new URL('../../reference/places.tsv', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n')
    const places = gazetteer()
    expect(places.size).toBe(lines.length - 1)
    for (let i = 1; i < lines.length; i += 997) {
      const [code, name, , country, subdivision, , , , parent, rank, equivalents] = lines[i]!.split('\t')
      const place = places.byCode(code!)!
      expect([
        places.code(place),
        places.name(place),
        places.country(place),
        places.subdivision(place),
      ]).toEqual([code, name, country, subdivision])
      expect(places.rank(place)).toBeCloseTo(Number(rank))
      const parentPlace = places.parent(place)
      expect(parentPlace === null ? '' : places.code(parentPlace)).toBe(parent)
      expect(places.group(place).map((member) => places.code(member))).toEqual(
        equivalents ? equivalents.split('|') : [code],
      )
    }
  })
})

describe('countries', () => {
  it.each([
    ['U.S.A.', 'US'],
    ['P.R. China', 'CN'],
    ['中国', 'CN'],
    ['臺灣', 'TW'],
    ['VIỆT NAM', 'VN'],
    ['Türkiye', 'TR'],
    ['KOREA, REPUBLIC OF', 'KR'],
    ['대한민국', 'KR'],
    ['Deutschland', 'DE'],
    ['D.R.', 'DO'],
    ['IN', 'IN'],
    ['Россия', 'RU'],
  ])('%s is %s', (text, code) => expect(readCountry(text)).toBe(code))

  it.each(['in', 'Are', 'Shanghai', 'Hamburg, Germany', '', 'constructor', '__proto__'])(
    '%s is none',
    (text) => {
      expect(readCountry(text)).toBeNull()
    },
  )

  it('have a name', () => {
    expect(countryName('VN')).toBe('Vietnam')
    expect(countryName('ZZ')).toBe('ZZ')
  })
})

describe('subdivisions', () => {
  it('are read by name and, where that is the custom, by code', () => {
    expect(readSubdivisions('Ohio')).toEqual([{ country: 'US', code: 'OH' }])
    expect(readSubdivisions('OR')).toContainEqual({ country: 'US', code: 'OR' })
    expect(readSubdivisions('广东')).toEqual([{ country: 'CN', code: 'GD' }])
    expect(readSubdivisions('constructor')).toEqual([])
  })
})
