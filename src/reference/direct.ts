import { foldText } from './fold.ts'

/** "Direct", 直航, bezpośredni: in a column of ports, that ships change at none. */
const WORDS: ReadonlySet<string> = new Set(
  [
    'dir|direct|direct service|direct call|direct vessel|directe|directo|directa|direto|direta|diretto|diretta|direkt|direkt servis',
    '直航|直达航线|直飞|直飛|直达|直達|直行|直送|直接|직항',
    'đi thẳng|trực tiếp|tàu trực tiếp|rechtstreeks|aktarmasız|langsung|ตรง',
  ].flatMap((list) => list.split('|').map(foldText)),
)
/** Words of which the ending changes. */
const STEMS = /^(?:DIRECT|DIREKT|BEZPOSREDNI|ПРЯМ)\p{L}*$/u
const LONGEST = 24

export const saysDirect = (text: string): boolean => text.length <= LONGEST && isDirect(foldText(text))

/** The same of a text that is folded already. */
export const isDirect = (folded: string): boolean => WORDS.has(folded) || STEMS.test(folded)
