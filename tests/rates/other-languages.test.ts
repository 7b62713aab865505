import { expect, it } from 'vitest'
import { currencyMeant } from '../../src/reference/currencies.ts'
import { readSheet } from '../checks/read-sheet.ts'

type Read = Awaited<ReturnType<typeof readSheet>>['rates']

const at = (rates: Read, cell: string) => rates.filter(({ source }) => source.cell === cell)

it('a Thai list counts years from the Buddha, and asks back in Thai', async () => {
  const { rates, findings } = await readSheet(`
    FCL EXPORT RATE (USD / CNTR) - ธันวาคม 2569
    POL | DESTINATION | CARRIER | 20' | 40' | 40'HC | VALIDITY | หมายเหตุ
    LCB | SHANGHAI | SITC | 30 | 50 | 50 | 1-15 ธ.ค. 69 |
    LCB | TOKYO | ONE | 220 | 400 | 400 | 1-31 ธ.ค. 69 | AFR USD 30/BL
    LCB | SYDNEY | TSL | สอบถาม | สอบถาม | สอบถาม | 1-15 ธ.ค. 69 | space full`)
  expect(at(rates, 'D3')[0]).toMatchObject({ effective_date: '2026-12-01', expiry_date: '2026-12-15' })
  expect(at(rates, 'D5')[0]).toMatchObject({ price_status: 'on_request', expiry_date: '2026-12-15' })
  expect(findings.map(({ code }) => code)).not.toContain('date-year-inferred')
})

it('a Japanese list holds for days of an era; 込 is inside, 別途見積 on request', async () => {
  const { rates } = await readSheet(`
    輸出海上運賃表（アジア航路）
    適用期間：令和８年１２月１日～令和８年１２月３１日（積港出港日基準）
    単位：US$／コンテナ
    積港 | 仕向港 | 船社 | 20' | 40'HC
    東京 | 上海 | SITC | 50 | 80
    東京 | 塩田 | WHL | 60 | 90
    東京 | マニラ | WHL | 別途見積 | 別途見積`)
  expect(at(rates, 'D5')[0]).toMatchObject({ effective_date: '2026-12-01', expiry_date: '2026-12-31' })
  expect(at(rates, 'D6')[0]?.destination?.unlocode).toBe('CNYTN')
  expect(at(rates, 'D7')[0]?.price_status).toBe('on_request')
})

it('border stations are passed, stations go by their city, days of sailing are no prices', async () => {
  const { rates } = await readSheet(`
    Прямое ЖД Китай - Казахстан, FOR - FOR, COC, USD
    Станция отправления | Погранпереход | Станция назначения | 20DC | 40HC | Транзит, дн. | Действует до
    Сиань | Хоргос | Алматы-1 | 2100 | 3400 | 12-14 | 15.12.2026
    Чунцин | Хоргос | Астана | 2300 | 3700 | 15-17 | 15.12.2026
    Иу | Хоргос | Ташкент | 2800 | 4600 | 24-26 | 31.12.2026`)
  expect(at(rates, 'D3')[0]).toMatchObject({
    origin: { unlocode: 'CNSIA' },
    destination_via: { unlocode: 'CNHRS' },
    destination: { unlocode: 'KZALA' },
  })
  const sea = await readSheet(`
    № | Порт отправления | Порт прибытия | Линия | 20DC, $ | 40HC, $ | ETD | Действует до
    1 | Shanghai | Владивосток | FESCO | 1450 | 2350 | еженед. | 15.12.2026
    2 | Qingdao | Восточный | Sinokor | 1400 | 2300 | 05.12, 12.12 | 15.12.2026
    3 | Xingang | Владивосток | SITC | 1500 | 2400 | 07.12 | 15.12.2026
    4 | Busan | Владивосток | Heung-A | 850 | 1300 | пн, чт | 31.12.2026`)
  expect(sea.rates.filter(({ source }) => source.cell.startsWith('G'))).toEqual([])
})

it('a port on the way to a port is where ships change, and ALL IN beside a price is said of it', async () => {
  const { rates } = await readSheet(`
    Offre de fret FCL import Maroc - validité du 01/12/2026 au 31/12/2026 (USD par conteneur)
    Port de chargement | Port de déchargement | Compagnie | 20' Dry | 40' HC | Via | Transit | Observations
    Shanghai | Casablanca | CMA CGM | 2450 | 3900 | Tanger Med | 36 j | ALL IN
    Ningbo | Casablanca | COSCO | 2400 | 3850 | Valence | 38 j |
    Qingdao | Casablanca | MSC | 2550 | 4100 | Tanger Med | 41 j |
    Jebel Ali | Agadir | CMA CGM | 1650 | 2350 | Tanger Med | 26 j |`)
  expect(at(rates, 'D3')[0]).toMatchObject({
    transshipment_port: { unlocode: 'MAPTM' },
    destination_via: null,
    charge: { type: 'total' },
  })
  expect(at(rates, 'D4')[0]).toMatchObject({
    transshipment_port: { unlocode: 'ESVLC' },
    charge: { type: 'base' },
  })
})

it('of code columns headed alike each codes the names beside it; what a rebate pays back ends in a minus', async () => {
  const { rates } = await readSheet(`
    Ladehafen | UN/LOCODE | Löschhafen | UN/LOCODE | Eq.-Typ | Ratenart | Bezeichnung | Betrag | Whg. | Einheit | gültig ab | gültig bis
    Shanghai | CNSHA | Hamburg | DEHAM | 22G1 | FRT | Seefracht | 1.425,00 | USD | CNT | 01.01.2027 | 31.03.2027
    Shanghai | CNSHA | Hamburg | DEHAM | 45G1 | FRT | Seefracht | 2.580,00 | USD | CNT | 01.01.2027 | 31.03.2027
    Shanghai | CNSHA | Hamburg | DEHAM | | ISPS | Sicherheitszuschlag | 19,50 | EUR | CNT | 01.01.2027 | 31.03.2027
    Nhava Sheva | INNSA | Rotterdam | NLRTM | 22G1 | FRT | Seefracht | 980,00 | USD | CNT | 01.01.2027 | 31.03.2027
    Nhava Sheva | INNSA | Rotterdam | NLRTM | | RAB | Mengenrabatt | 25,00- | USD | CNT | 01.01.2027 | 31.03.2027`)
  expect(at(rates, 'H2')[0]).toMatchObject({
    origin: { unlocode: 'CNSHA' },
    destination: { unlocode: 'DEHAM' },
  })
  expect(at(rates, 'H4')[0]).toMatchObject({ container: null, charge: { code: 'ISPS', basis: 'container' } })
  expect(at(rates, 'H6')[0]?.amount).toBe(-25)
})

it('a bare dollar sign is of the pesos that the caption names, rows by truck and by rail are no two prices of one', async () => {
  const { rates, findings } = await readSheet(`
    ARBITRARIOS TERRESTRES SOBRE PUERTO (MXN por contenedor + IVA)
    Se suman al flete marítimo del puerto indicado. Vigencia: diciembre 2026
    DESTINO | SOBRE PUERTO | MODO | 20' | 40' / 40'HC
    Guadalajara | Manzanillo | CAMIÓN | 24500 | 29800
    Guadalajara | Manzanillo | FFCC | 19800 | 23500
    Querétaro | Manzanillo | FFCC | 27500 | 33000
    Monterrey | Lázaro Cárdenas | FFCC | 35500 | 41800`)
  expect(at(rates, 'D4')[0]).toMatchObject({ currency: 'MXN', charge: { type: 'arbitrary' } })
  expect(findings.map(({ code }) => code)).not.toContain('duplicate-rate')
  expect(currencyMeant('"$"#,##0.00', 'USD', 'MXN')).toBe('MXN')
  expect(currencyMeant('[$USD] #,##0', 'USD', 'MXN')).toBe('USD')
  expect(currencyMeant('"$"#,##0.00', 'USD', 'EUR')).toBe('USD')
})
