import type { Sender } from '../sender.ts'
import { airLayout } from './air.ts'
import { arbitrariesLayout } from './arbitraries.ts'
import { chargeGridLayout } from './charge-grid.ts'
import { chargeRowsLayout } from './charge-rows.ts'
import { chargesLayout } from './charges.ts'
import type { Layout } from './layout.ts'
import { lclLayout } from './lcl.ts'
import { longLayout } from './long.ts'
import { freeTimeLayout, portGroupsLayout } from './look-ups.ts'
import { matrixLayout } from './matrix.ts'
import { surchargeLanesLayout } from './surcharge-lanes.ts'
import { wideLayout } from './wide.ts'

/** Every layout, by name. */
export const LAYOUTS = {
  wide: wideLayout,
  charge_grid: chargeGridLayout,
  charge_rows: chargeRowsLayout,
  long: longLayout,
  matrix: matrixLayout,
  lcl: lclLayout,
  air: airLayout,
  arbitraries: arbitrariesLayout,
  charges: chargesLayout,
  free_time: freeTimeLayout,
  port_groups: portGroupsLayout,
  surcharge_lanes: surchargeLanesLayout,
} satisfies Record<string, (sender: Sender) => Layout>
export type LayoutName = keyof typeof LAYOUTS

/** How sheets of a layout are called, `|` between names. */
export const SHEET_NAMES: Record<LayoutName, string> = {
  wide: 'Rates|FCL|Sheet1|RATES|Export|FCL EXPORT|Ocean|OCEAN FREIGHT|运价|海运费|TARIFAS|Tarifario|Tabelle1|Feuil1|Hoja1|Planilha1|Foglio1|FAK|Rate Sheet|整箱|Cước biển|BẢNG GIÁ|Лист1|시트1|Navlun|Pricing|Sheet1|Sheet1|{region}',
  charge_grid: 'Ocean|Rates|FAK|Sheet1|Bid|Tender|Rate Matrix|All charges|{region}',
  charge_rows: 'Ocean Rates|Rates|Tariff|Sheet1|Quote',
  long: 'Export|data|Sheet1|Rates|Download|Query|RateExport',
  matrix: 'Matrix|POL-POD|Sheet1|Rates|{region}',
  lcl: 'LCL|LCL EXPORT|LCL rates|TARIFARIO LCL|拼箱|Hàng lẻ|W-M|Consol',
  air: 'AIR|Air freight|AIRFREIGHT|空运|Air rates|Aéreo|Luftfracht',
  arbitraries: 'Inland|Arbitraries|ADD-ON|IPI|Rail ramps|Nachlauf|Outports|内陆|Inland add-ons',
  charges:
    'Local charges|LOCAL|Surcharges|Phụ phí|附加费|Gastos locales|Local charge|SURCHARGES|Nebenkosten|Frais|LCC|THC',
  free_time: 'DEM DET|Demurrage|D&D|Free time|滞箱费|Demoras',
  port_groups: 'PORT GROUPS|Base ports|Groups|Port definition|Appendix A',
  surcharge_lanes: 'PSS|GRI|DG SURCHARGE|Surcharge|EBS|Sheet1|附加费|Recargos|Zuschläge',
}
