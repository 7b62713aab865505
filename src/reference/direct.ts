/** "Direct", 直航, bezpośredni: in a column of ports, that ships change at none. */
const DIRECT =
  /^(?:dir\.?|direct\w*|directo|direto|diretto|direkt\w*|直航|直飞|直飛|直达|直達|直达航线|直行|直接|직항|đi thẳng|trực tiếp|bezpośredni\p{L}*|rechtstreeks|прям\p{L}*|aktarmasız|langsung|ตรง)$/iu

export const saysDirect = (text: string): boolean => DIRECT.test(text.trim())
