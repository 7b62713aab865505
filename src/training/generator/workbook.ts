import type { LabelledWorkbook } from '../../labels/labelled.ts'
import { Book } from './book.ts'
import type { LayoutName } from './layouts/catalogue.ts'
import type { Sender } from './sender.ts'

const MAIN: readonly (readonly [LayoutName, number])[] = [
  ['wide', 56],
  ['charge_grid', 8],
  ['charge_rows', 6],
  ['long', 6],
  ['matrix', 6],
  ['lcl', 7],
  ['air', 4],
  ['arbitraries', 4],
  ['charges', 3],
  ['surcharge_lanes', 2],
]
const BESIDE: readonly (readonly [LayoutName, number])[] = [
  ['charges', 34],
  ['wide', 26],
  ['arbitraries', 12],
  ['lcl', 10],
  ['free_time', 10],
  ['port_groups', 5],
  ['air', 3],
  ['surcharge_lanes', 4],
]

/** Puts tables onto sheets and sheets into a workbook. */
export function composeWorkbook(sender: Sender, name: string): LabelledWorkbook {
  const { random } = sender
  const book = new Book(sender, name)
  const form = random.weighted([
    ['single', 52],
    ['flat', 9],
    ['tabs', 15],
    ['book', 16],
    ['crowded', 8],
  ])
  const main = random.weighted(MAIN)
  if (form === 'flat') book.flat(main)
  else if (form === 'single') book.sheet([main])
  else if (form === 'tabs') book.tabs(main === 'wide' || main === 'matrix' ? main : 'wide')
  else if (form === 'crowded')
    book.sheet([main, ...Array.from({ length: random.int(1, 3) }, () => random.weighted(BESIDE))])
  else {
    book.sheet([main])
    for (let i = random.int(1, 3); i > 0; i--) book.sheet([random.weighted(BESIDE)])
    if (main === 'wide' && random.chance(0.15)) book.copyOfFirst()
  }
  const others = form === 'flat' ? 0 : form === 'single' ? (random.chance(0.15) ? 1 : 0) : random.int(0, 3)
  for (let i = 0; i < others; i++) book.nonRates()
  if (form !== 'flat' && random.chance(0.04)) book.oldVersion()
  return book.finish(`${form}: ${main}`)
}
