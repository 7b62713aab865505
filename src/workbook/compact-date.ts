const COMPACT = /^20(?:1[5-9]|[2-4]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/

/** Whether digits are a day as systems write it, in one: 20261201. No freight costs as much, but for one written with separators. */
export const isCompactDate = (digits: string): boolean => COMPACT.test(digits)
