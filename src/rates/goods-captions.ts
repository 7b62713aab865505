/** "6-2) COMMODITY : FURNITURE, KD": a caption inside a contract changes it for the rows below. */
const KEYED =
  /^\s*(?:[\d.\-)(]+\s*)?(?:commodit(?:y|ies)|cargo|mercanc[ií]as?|mercadorias?|marchandises?|ware|货物|品名|품목|品目)\s*[:：]\s*(\S.*)$/iu

/** What boxes are filled with, in the languages of the trade. */
const GOODS = new RegExp(
  `(?<!\\p{L})(?:${[
    'fruits?|grapes?|citrus|apples?|pears?|bananas?|avocados?|mango(?:e)?s?|(?:blue)?berr(?:y|ies)|kiwis?|oranges?|lemons?|vegetables?|potato(?:es)?|onions?|garlic',
    'fish|seafood|shrimps?|prawns?|squid|salmon|tuna|meat|beef|pork|poultry|chicken|dairy|cheese|eggs|flowers|perishables?|foodstuffs?|frozen (?:goods|cargo|food)|chilled (?:goods|cargo)',
    'wine|beer|juices?|coffee|cocoa|tea|rice|sugar|grains?|nuts|cashews?|hay|malt|tobacco|cotton|yarns?|textiles?|garments?|apparel|footwear|shoes|furniture|electronics?|electronic goods|appliances',
    'machinery|auto ?parts|tyres|tires|ceramics?|tiles|glassware|steel|scrap|waste ?paper|pulp|plastics?|resins?|polymers?|chemicals?|pharma(?:ceuticals?)?|timber|lumber|logs|plywood|leather|hides|rubber|solar panels?',
    'general cargo|fak|freight all kinds|gdsm',
    'frutas?|uvas?|c[ií]tricos|ar[aá]ndanos|paltas?|aguacates?|bananos?|pescado|mariscos|camar[oó]n(?:es)?|carnes?|vinos?|caf[eé]|congelad[oa]s?|muebles|carga general|madeira|frutos|peixe',
    'l[eé]gumes|poissons?|viandes?|vins?|bois|meubles|obst|gem[uü]se|fisch|fleisch|wein|m[oö]bel|holz|frutta|pesce|carne|vino|mobili',
  ].join(
    '|',
  )})(?!\\p{L})|水果|蔬菜|海鲜|冻品|家具|服装|纺织|电子产品|机械|轮胎|化工|木材|废纸|普货|과일|수산물|의류|가구|家具|果物|衣料`,
  'iu',
)
/** What makes a caption one of something else: a leg, a charge, a condition. */
const ELSE =
  /(?<!\p{L})(?:ex|from|to|via|pol|pod|surcharges?|charges?|fees?|add[- ]?ons?|valid\p{L}*|subject|incl\p{L}*|excl\p{L}*|except|not?|per|request|terminals?)(?!\p{L})|\d{3}|[:：;!?]/iu
/** "(EUR)" behind the goods: what the prices below are in. */
const CURRENCY_BEHIND = /\s*[([（]\s*(?:in\s+)?[A-Z]{3}\s*[)\]）]\s*$/u
const LONGEST = 60

/** The goods that a caption between rows of prices gives to those below it; null where it says something else. */
export function goodsOfCaption(text: string): string | null {
  const keyed = KEYED.exec(text)?.[1]?.trim()
  if (keyed !== undefined) return keyed
  const bare = text.replace(CURRENCY_BEHIND, '').trim()
  return bare.length <= LONGEST && GOODS.test(bare) && !ELSE.test(bare) ? bare : null
}
