import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { CompoundFile } from '../../src/workbook/binary/compound-file.ts'
import { decryptWithDefaultPassword, opens, plainKeys } from '../../src/workbook/binary/default-password.ts'
import { readWorkbook } from '../../src/workbook/read-workbook.ts'
import { double, ole, record, u16, u32, xls } from './packages.ts'

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

test('keys agree with values published for the password "password1"', () => {
  const salt = latin1('\xe8w,\x1d\x91\xc5j7\x96Ga\xb2\x80\x182\x17')
  const text = latin1('\xc9\xe9\x97\xd4T\x97=1\x0b\xb1\xbap\x14&\x83~')
  const textHash = latin1('\xb1\xde\x17\x8f\x07\xe9\x89\xc4M\xae^L\xf9j\xc4\x07')
  expect(opens(plainKeys('password1', salt), 'md5', text, textHash)).toBe(true)
  expect(opens(plainKeys('password2', salt), 'md5', text, textHash)).toBe(false)
})

function rc4(key: Buffer, text: Buffer): Buffer {
  const state = Array.from({ length: 256 }, (_, i) => i)
  const swap = (i: number, j: number): void => {
    const kept = state[i]!
    state[i] = state[j]!
    state[j] = kept
  }
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + state[i]! + key[i % key.length]!) % 256
    swap(i, j)
  }
  let i = 0
  let j = 0
  return Buffer.from(
    text.map((byte) => {
      i = (i + 1) % 256
      j = (j + state[i]!) % 256
      swap(i, j)
      return byte ^ state[(state[i]! + state[j]!) % 256]!
    }),
  )
}

test('an .xls whose structure alone is protected opens without a password', async () => {
  const salt = Buffer.alloc(16, 5)
  const text = Buffer.alloc(16, 9)
  const sealed = rc4(
    plainKeys('VelvetSweatshop', salt)(0),
    Buffer.concat([text, createHash('md5').update(text).digest()]),
  )
  const filePass = Buffer.concat([u16(1, 1, 1), salt, sealed])
  const font = record(0x31, u16(200, 0, 0x7fff, 400, 0, 0, 0, 0))
  const format = record(0xe0, u16(0, 3, 0, 0, 0, 0, 0, 0, 0, 0))
  const cells = Array.from({ length: 200 }, (_, row) => record(0x203, u16(row, 1, 0), double(1000 + row)))
  const plain = xls([record(0x2f, filePass), font, format, record(0x92, u16(0), u32())], cells)
  // The cipher is its own reverse.
  const stream = decryptWithDefaultPassword(new CompoundFile(plain).stream('Workbook')!, filePass)!
  const { value, findings } = await readWorkbook(ole({ Workbook: stream }), 'locked.xls')
  expect(findings).toEqual([])
  expect([value!.grids[0]!.text(1, 1), value!.grids[0]!.number(200, 1)]).toEqual(['1,000', 1199])
})
