import { describe, expect, it } from 'vitest'
import { looksLikePlace } from '../../src/places/looks-like-place.ts'

describe('looksLikePlace', () => {
  it.each([
    'SHANGHAI',
    'Los Angeles, CA',
    '上海/宁波',
    '부산항',
    'Hải Phòng',
    'USLAX',
    'HAMBURG via ROTTERDAM',
    'USWC base ports',
  ])('%s is a place', (text) => expect(looksLikePlace(text)).toBe(1))

  it.each([
    '1,500',
    '2026-01-01',
    '1-31 Dec',
    'USD 1500',
    '40HC',
    'THC',
    'Maersk',
    'Weekly',
    'Subject to GRI at time of shipment',
    '',
  ])('%s is none', (text) => expect(looksLikePlace(text)).toBe(0))
})
