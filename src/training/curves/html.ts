const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text as it may stand in HTML, in an attribute too: names of sheets and cells are anybody's. */
export const html = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!)
