/** Countries without a coast: a via port abroad is their gateway, not a transhipment. */
export const LANDLOCKED: ReadonlySet<string> = new Set(
  'AD AF AM AT AZ BF BI BO BT BW BY CF CH CZ ET HU KG KZ LA LI LS LU MD MK ML MN MW NE NP PY RS RW SK SM SS SZ TD TJ TM UG UZ ZM ZW XK'.split(
    ' ',
  ),
)
