/** Regions as carriers cut the world into trades; a sheet for one of them means the homonym that lies in it. */
const REGIONS = {
  far_east: 'CN HK MO TW JP KR KP MN',
  south_east_asia: 'VN TH MY SG ID PH KH LA MM BN TL',
  indian_subcontinent: 'IN PK BD LK NP BT MV AF',
  middle_east: 'AE SA QA KW BH OM YE IQ IR JO LB SY IL PS',
  red_sea_east_africa: 'EG SD DJ ER ET SO KE TZ UG RW BI MG MU SC KM RE YT MZ MW ZM ZW',
  west_south_africa:
    'ZA NA AO CG CD GA CM GQ NG BJ TG GH CI LR SL GN GW GM SN MR CV ML BF NE TD CF BW LS SZ ST',
  north_africa: 'MA DZ TN LY',
  north_europe: 'DE NL BE LU GB IE DK SE NO FI IS EE LV LT PL CZ SK AT CH HU FR RU BY UA FO GL GG JE IM',
  mediterranean: 'ES PT IT GR TR MT CY SI HR BA ME AL MK RS RO BG MD GE AM AZ GI MC AD SM XK',
  north_america: 'US CA',
  latin_america: 'MX GT BZ SV HN NI CR PA CO EC PE CL BO VE BR AR UY PY GY SR GF CU DO HT JM PR BS BB TT',
  oceania: 'AU NZ FJ PG NC PF WS TO VU SB GU',
  central_asia: 'KZ UZ KG TJ TM',
} as const

const regionOf = new Map<string, keyof typeof REGIONS>(
  Object.entries(REGIONS).flatMap(([region, countries]) =>
    countries.split(' ').map((country) => [country, region as keyof typeof REGIONS] as const),
  ),
)

/** Trade region of an ISO alpha-2 country; null for small islands that no list names. */
export function tradeRegion(country: string): string | null {
  return regionOf.get(country) ?? null
}
