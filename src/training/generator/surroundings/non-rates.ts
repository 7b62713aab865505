import { Canvas } from '../canvas.ts'
import { choices } from '../cell.ts'
import { fillPhrase } from '../phrases.ts'
import type { Sender } from '../sender.ts'
import { dateText, serialOf } from '../values/dates.ts'
import { CHARGES } from '../vocabulary/charges.ts'
import { wordings } from '../vocabulary/languages.ts'
import { NOTES, TITLES } from '../vocabulary/phrases.ts'
import { placesOf, REGIONS } from '../vocabulary/places.ts'
import { PERSON_WORDS, SERVICE_CODES } from '../vocabulary/words.ts'

interface NonRates {
  readonly names: string
  readonly write: (canvas: Canvas, sender: Sender) => void
}

const KINDS: readonly NonRates[] = [
  {
    names: 'Contacts|CONTACTS|Contact list|联系方式|OFICINAS|Ansprechpartner|Agents|Liên hệ',
    write(canvas, sender) {
      const { random } = sender
      if (random.chance(0.7)) canvas.row(1, 0, ['OFFICE', 'DESK', 'E-MAIL', 'PHONE'], { bold: true })
      const ports = placesOf(REGIONS.far_east, 'port')
      for (let row = 2, end = random.int(5, 16); row < end; row++) {
        canvas.put(row, 0, random.pick(ports).name)
        canvas.put(row, 1, random.pick(choices(PERSON_WORDS)))
        canvas.put(row, 2, `desk${row}@example.com`)
        if (random.chance(0.7)) canvas.put(row, 3, `+00 ${random.int(100, 999)} ${random.int(1000, 9999)}`)
      }
    },
  },
  {
    names:
      'Terms|T&C|TERMS|Conditions|General Terms|说明|Condiciones|AGB|Điều khoản|Notes|Bidding Guidelines|README',
    write(canvas, sender) {
      const { random } = sender
      let row = 1
      canvas.put(
        row++,
        0,
        random.pick(['Terms and conditions', 'General conditions', 'TERMS', 'Guidelines', 'Important notes']),
        { bold: true },
      )
      const notes = choices(NOTES[sender.language] ?? NOTES.en)
      for (const note of random.sample(notes, Math.min(notes.length, random.int(4, 18)))) {
        if (random.chance(0.1)) row++
        canvas.put(row++, random.chance(0.2) ? 1 : 0, fillPhrase(note, sender))
      }
    },
  },
  {
    names: 'Abbreviations|ABBREVIATION |Glossary|Legend|Codes|缩写|Abreviaturas|Surcharge codes',
    write(canvas, sender) {
      const { random } = sender
      if (random.chance(0.8)) canvas.row(1, 0, ['Code', 'Meaning'])
      random.sample(CHARGES, random.int(8, 20)).forEach((charge, i) => {
        canvas.put(i + 2, 0, charge.code)
        canvas.put(i + 2, 1, wordings(charge.names, 'en').at(-1)!)
      })
    },
  },
  {
    names: 'Lookup|_lists|Lists|Port codes|Master|LOCODE|Sheet3|data|港口代码|Ports',
    write(canvas, sender) {
      const { random } = sender
      const ports = random.sample(
        placesOf(
          REGIONS[random.pick(['far_east', 'north_europe', 'north_america', 'south_east_asia'] as const)],
          'port',
        ),
        random.int(8, 30),
      )
      const headed = random.chance(0.6)
      if (headed) canvas.row(1, 0, ['port', 'code', 'country'])
      ports.forEach((port, i) => {
        canvas.put(i + 2, 0, port.name)
        canvas.put(i + 2, 1, port.code)
        if (random.chance(0.8)) canvas.put(i + 2, 2, port.country)
        if (i < sender.carriers.length) canvas.put(i + 2, 4, sender.carriers[i]!.name)
      })
    },
  },
  {
    names: 'Cover|COVER|Cover page|Title|Front|封面|Index|INDEX|Portada|Contents',
    write(canvas, sender) {
      const { random } = sender
      canvas.put(3, 1, fillPhrase(random.pick(choices(TITLES.en)), sender), { bold: true })
      canvas.put(5, 1, sender.company)
      canvas.put(7, 1, `Date: ${dateText(sender.from, sender.dates)}`)
      canvas.put(8, 1, 'Version 1.0')
      if (random.chance(0.5))
        for (const [i, text] of ['1. Ocean freight', '2. Local charges', '3. Terms'].entries())
          canvas.put(10 + i, 1, text)
    },
  },
  {
    names: 'Schedule|Sailing schedule|SCHEDULE|Vessel schedule|船期表|Itinerario|Lịch tàu|Fahrplan',
    write(canvas, sender) {
      const { random } = sender
      canvas.put(1, 0, 'SAILING SCHEDULE', { bold: true })
      const heads = random.pick([
        ['Vessel', 'Voyage', 'Service', 'ETD', 'ETA', 'Closing'],
        ['VESSEL', 'VOY', 'POL', 'POD', 'CY CUT', 'ETD', 'ETA', 'T/T'],
        ['Vessel / Voyage', 'Loop', 'ETB', 'ETD', 'ETA'],
      ])
      canvas.row(3, 0, heads, { bold: true })
      const port = placesOf([sender.home], 'port')[0]
      for (let row = 4, end = random.int(9, 20); row < end; row++) {
        heads.forEach((head, c) => {
          if (/^vessel/i.test(head))
            canvas.put(
              row,
              c,
              `${random.pick(['EVER', 'COSCO', 'WAN HAI', 'MAERSK', 'NORTHERN', 'STAR'])} ${random.pick(['GLORY', '305', 'PRIDE', 'LIGHT', 'ALPHA', 'BEAUTY'])}`,
            )
          else if (/^voy/i.test(head))
            canvas.put(row, c, `${random.int(1, 60)}${random.pick(['E', 'W', 'N', 'S'])}`)
          else if (/service|loop/i.test(head)) canvas.put(row, c, random.pick(choices(SERVICE_CODES)))
          else if (head === 'POL') canvas.put(row, c, port?.name ?? 'Singapore')
          else if (head === 'POD')
            canvas.put(row, c, random.pick(['Hamburg', 'Rotterdam', 'Busan', 'Los Angeles']))
          else if (head === 'T/T') canvas.put(row, c, random.int(3, 40))
          else canvas.put(row, c, { value: serialOf(sender.from) + row * 7 + c, format: 'dd-mmm' })
        })
      }
    },
  },
  {
    names: 'Calculator|CALC|Quote calculator|Calculation|Cost sheet|计算|Cotizador|Kalkulation',
    write(canvas, sender) {
      const { random } = sender
      canvas.put(1, 0, 'Quotation calculator', { bold: true })
      const lines = ['Ocean freight', 'THC', 'B/L fee', 'Trucking', 'Customs', 'Margin', 'Total']
      canvas.put(3, 0, 'POL')
      canvas.put(3, 1, 'Shanghai')
      canvas.put(4, 0, 'POD')
      canvas.put(4, 1, 'Hamburg')
      lines.forEach((line, i) => {
        canvas.put(6 + i, 0, line)
        canvas.put(6 + i, 1, { value: random.int(20, 3000), formula: `B${6 + i}*1` })
        if (random.chance(0.5)) canvas.put(6 + i, 2, 'USD')
      })
    },
  },
  {
    names: 'Pivot|Sheet2|PIVOT|Summary|Statistics|Volume|透视表|Resumen',
    write(canvas, sender) {
      const { random } = sender
      canvas.put(1, 0, random.pick(['Row Labels', 'Sum of TEU', 'Carrier']))
      canvas.put(1, 1, random.pick(['Sum of TEU', 'Count of POD', 'Volume']))
      if (random.chance(0.5)) canvas.put(1, 2, 'Share')
      sender.carriers.forEach((carrier, i) => {
        canvas.put(2 + i, 0, carrier.name)
        canvas.put(2 + i, 1, random.int(2, 900))
        if (random.chance(0.6)) canvas.put(2 + i, 2, { value: random.int(1, 60) / 100, format: '0%' })
      })
      canvas.put(2 + sender.carriers.length, 0, 'Grand Total')
      canvas.put(2 + sender.carriers.length, 1, random.int(1000, 4000))
    },
  },
  {
    names: 'Change log|Changes|History|Revision|更新记录|Amendments|Log',
    write(canvas, sender) {
      const { random } = sender
      canvas.row(1, 0, ['Date', 'Change', 'By'], { bold: true })
      for (let row = 2, end = random.int(4, 12); row < end; row++) {
        canvas.put(row, 0, { value: serialOf(sender.from) - row * 3, format: 'd-mmm-yy' })
        canvas.put(
          row,
          1,
          random.pick([
            'Rates extended',
            'GRI applied USD 300/600',
            'New POD added',
            'PSS removed',
            'Validity corrected',
            'Free time changed',
            'MSC rates updated',
          ]),
        )
        canvas.put(row, 2, random.pick(['pricing 1', 'pricing 2', 'import desk']))
      }
    },
  },
]

/** A sheet that holds no rates. Null when its name is taken. */
export function nonRatesSheet(sender: Sender, index: number, taken: ReadonlySet<string>): Canvas | null {
  const { random } = sender
  const kind = random.pick(KINDS)
  const name = random.pick(choices(kind.names))
  if (taken.has(name)) return null
  const canvas = new Canvas(name, index)
  kind.write(canvas, sender)
  if (random.chance(0.12)) canvas.builder.state = 'hidden'
  return canvas
}
