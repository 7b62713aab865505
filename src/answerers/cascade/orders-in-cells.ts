/**
 * A spreadsheet is text of strangers, and some of it may be written to a model rather than to a person. Cells are quoted
 * in questions, answers can only point, and checks hold them against the data; on top of that, where a cell gives orders,
 * the language model is heard as a witness only.
 */

const ORDERS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instruction|prompt|rule|above|previous|prior|earlier|system|schema|everything)/iu,
  /\b(?:you are|act as|pretend to be|behave as|as an?)\b.{0,30}\b(?:ai|assistant|language model|llm|chatbot|gpt|parser|bot)\b/iu,
  /\b(?:system|developer|assistant)\s*(?:prompt|message|note|instruction|override|:)/iu,
  /\b(?:note|attention|message|instructions?|important)\b.{0,20}\b(?:to|for)\b.{0,12}\b(?:ai|llm|model|assistant|parser|bot|reader|automated)/iu,
  /\b(?:answer|respond|reply|return|output|label|classify|mark|treat|map|set)\b.{0,60}\b(?:as|with|to|that|only|instead)\b.{0,60}\b(?:json|yaml|header|data|price|column|role|origin|destination|ignored|usd|currency|note|container|certain)/iu,
  /\b(?:do not|don't|never)\b.{0,30}\b(?:read|extract|report|flag|parse|output|label)\b/iu,
  /<\|?\/?(?:im_start|im_end|system|user|assistant|endoftext|inst)\|?>|\[\/?INST\]|<<\/?SYS>>/iu,
  /\bnew (?:instructions?|task|rules?|orders?)\b/iu,
  /忽略.{0,12}(?:指令|说明|提示|规则|以上|之前)|无视.{0,12}(?:指令|规则)|(?:你|您)是.{0,12}(?:助手|模型|人工智能)/u,
  /\b(?:ignora|ignore|desconsidere|omite|olvida)\b.{0,30}\b(?:instrucciones|instruções|anteriores|reglas|regras)/iu,
  /\b(?:ignorez|oubliez)\b.{0,40}\b(?:instructions|consignes|précédentes)|\bignorier\w*\b.{0,40}\b(?:anweisung|vorgaben|regeln|obige)/iu,
  /(?:bỏ qua|phớt lờ).{0,30}(?:hướng dẫn|chỉ dẫn|quy tắc)|(?:指示|命令)を.{0,6}無視|(?:지시|명령).{0,6}무시/iu,
]

/** Longer cells are looked at in their beginning. */
const LOOKED_AT = 2000
/** No order fits in fewer characters. */
const SHORTEST = 12

/** The first text that speaks to a model; null where none does. */
export function orderIn(texts: Iterable<string>): string | null {
  for (const text of texts) {
    if (text.length < SHORTEST) continue
    const start = text.slice(0, LOOKED_AT)
    if (ORDERS.some((order) => order.test(start))) return text
  }
  return null
}
