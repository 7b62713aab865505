import type { Canvas } from '../canvas.ts'
import { choices } from '../cell.ts'
import { fillPhrase } from '../phrases.ts'
import type { Sender } from '../sender.ts'
import { dateText, serialOf } from '../values/dates.ts'
import { CHARGES } from '../vocabulary/charges.ts'
import { wordings } from '../vocabulary/languages.ts'
import { NOTES, TITLES } from '../vocabulary/phrases.ts'
import { placesOf, REGIONS } from '../vocabulary/places.ts'
import { COMMODITIES, PERSON_WORDS, SERVICE_CODES } from '../vocabulary/words.ts'

/** A kind of sheet without rates: names it goes by, and what stands on it. */
export interface NonRates {
  readonly names: string
  readonly write: (canvas: Canvas, sender: Sender) => void
}

export const NON_RATE_KINDS: readonly NonRates[] = [
  {
    names:
      'Contacts|CONTACTS|Contact list|联系方式|OFICINAS|Ansprechpartner|Agents|Liên hệ|Agent network|담당자',
    write(canvas, sender) {
      const { random } = sender
      const heads = random.pick([
        ['OFFICE', 'DESK', 'E-MAIL', 'PHONE'],
        ['Port', 'Agent', 'Address', 'Email'],
        ['Country', 'City', 'Company', 'PIC', 'Tel'],
        ['Carrier', 'Contact', 'Mail'],
        ['Ciudad', 'Agente', 'Correo'],
        ['港口', '联系人', '邮箱', '电话'],
        ['Department', 'E-Mail', 'Phone', 'Remarks'],
      ])
      if (random.chance(0.75)) canvas.row(1, 0, heads, { bold: random.chance(0.6) })
      const ports = placesOf(REGIONS[random.pick(sender.partners)], 'port')
      for (let row = 2, end = random.int(5, 16); row < end; row++) {
        const lead = random.chance(0.7)
          ? random.pick(ports).name
          : sender.carriers[row % sender.carriers.length]!.name
        canvas.row(row, 0, [lead, random.pick(choices(PERSON_WORDS)), `desk${row}@example.com`])
        if (random.chance(0.7) && heads.length > 3)
          canvas.put(row, 3, `+00 ${random.int(100, 999)} ${random.int(1000, 9999)}`)
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
  {
    // Lanes and boxes, but numbers of boxes: the sheet most like rates that holds none.
    names: 'Forecast|Volumes|Allocation|VOLUME|舱位|Demand|Space allocation|MQC|Booking status',
    write(canvas, sender) {
      const { random } = sender
      const title = random.pick([
        'Volume forecast (TEU)',
        'Weekly allocation',
        'Bookings per lane',
        'Committed volumes',
      ])
      canvas.put(1, 0, title, { bold: true })
      const numbers = random.pick([
        ['Jan', 'Feb', 'Mar'],
        ['WK 1', 'WK 2', 'WK 3'],
        ['TEU', 'FEU', 'Total'],
        ['Volume 20', 'Volume 40', 'Total TEU'],
      ])
      canvas.row(3, 0, ['POL', 'POD', ...numbers], { bold: true })
      const to = placesOf(REGIONS[random.pick(sender.partners)], 'port')
      const own = placesOf([sender.home], 'port')
      const from = own.length > 0 ? own : to
      for (let row = 4, end = random.int(8, 24); row < end; row++)
        canvas.row(row, 0, [
          from[row % from.length]!.name,
          random.pick(to).name,
          random.int(0, 20),
          random.int(0, 40),
          random.int(0, 60),
        ])
    },
  },
  {
    names: 'Equipment|Container specs|CNTR SPEC|箱型尺寸|Weights|Payload',
    write(canvas, sender) {
      const { equipment } = sender
      canvas.row(
        1,
        0,
        ['Container', 'Length (m)', 'Width (m)', 'Height (m)', 'Tare (kg)', 'Payload (kg)', 'CBM'],
        { bold: true },
      )
      canvas.row(2, 0, [equipment.text('20'), 5.9, 2.35, 2.39, 2230, 28250, 33.2])
      canvas.row(3, 0, [equipment.text('40'), 12.03, 2.35, 2.39, 3740, 26740, 67.7])
      canvas.row(4, 0, [equipment.text('40HC'), 12.03, 2.35, 2.69, 3900, 26580, 76.3])
      canvas.row(5, 0, [equipment.text('40RF'), 11.58, 2.29, 2.55, 4600, 29400, 67.6])
    },
  },
  {
    names: 'ROE|Exchange rates|FX|汇率|Tipo de cambio|Wechselkurse',
    write(canvas, sender) {
      const { random } = sender
      const rates: [string, number][] = [
        ['EUR', 0.92],
        ['CNY', 7.21],
        ['VND', 25450],
        ['JPY', 151.2],
        ['GBP', 0.79],
        ['THB', 35.1],
      ]
      const pairs = random.chance(0.5)
      canvas.row(
        1,
        0,
        pairs
          ? ['From', 'To', 'ROE']
          : random.pick([
              ['Currency', 'Rate'],
              ['CCY', 'per USD'],
            ]),
        { bold: true },
      )
      for (const [i, [code, rate]] of random.sample(rates, random.int(3, 6)).entries())
        canvas.row(2 + i, 0, pairs ? [code, 'USD', rate] : [code, rate])
    },
  },
  {
    names: 'Customers|NAC list|Named accounts|客户名单|Clientes',
    write(canvas, sender) {
      const { random } = sender
      canvas.row(1, 0, ['No', 'Named account', 'Code', 'Country'])
      for (let row = 2, end = random.int(8, 40); row < end; row++) {
        const kind = random.pick(['Trading', 'Imports', 'Home', 'Foods', 'Retail', 'Industries'])
        canvas.row(row, 0, [
          row - 1,
          `${kind} ${row} Ltd`,
          `NAC${row}`,
          random.pick(['US', 'DE', 'CN', 'FR', 'VN']),
        ])
      }
    },
  },
  {
    names: 'Commodity list|Commodity groups|Commodities|品名|HS codes',
    write(canvas, sender) {
      const { random } = sender
      canvas.row(1, 0, ['Group', 'Description', 'HS code'])
      for (const [i, name] of random.sample(choices(COMMODITIES), random.int(6, 20)).entries())
        canvas.row(2 + i, 0, [`G${1 + (i >> 2)}`, name, random.int(100000, 999999)])
    },
  },
  {
    names: 'Notice|ANNOUNCEMENT|Circular|通知|Aviso|Rundschreiben|Thông báo',
    write(canvas, sender) {
      const { random } = sender
      const lines = [
        'Dear valued customer,',
        `please be informed that from ${dateText(sender.from, sender.dates)} a peak season surcharge of USD ${random.int(2, 9)}00 per 20' and USD ${random.int(4, 18)}00 per 40' applies.`,
        'The surcharge applies to all cargo from the Far East.',
        'Kind regards',
        sender.company,
      ]
      let row = 2
      for (const line of lines) {
        canvas.put(row, 1, line)
        row += random.int(1, 2)
      }
    },
  },
  {
    names: 'Instructions|How to use|HELP|使用说明|Anleitung',
    write(canvas, sender) {
      const steps = [
        'Choose the POL in the yellow cell',
        'Choose the POD',
        'Press refresh',
        'Rates in blue are new',
        'Send questions to the pricing desk',
      ]
      canvas.put(1, 0, 'How to use this file', { bold: true })
      const numbers = sender.random.chance(0.5)
      for (const [i, step] of steps.entries())
        canvas.row(3 + i, 0, numbers ? [i + 1, step] : [`${i + 1}. ${step}`])
    },
  },
]
