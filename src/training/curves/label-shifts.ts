/** How far each label has to be moved, in pixels downwards, so that labels lie at least `apart` from one another. */
export function labelShifts(places: readonly number[], apart: number): number[] {
  const order = places.map((_, i) => i).sort((a, b) => places[a]! - places[b]!)
  const groups: { members: number[]; centre: number }[] = []
  for (const i of order) {
    groups.push({ members: [i], centre: places[i]! })
    // Labels that meet are centred around where they belong; that may make them meet the ones above.
    while (groups.length > 1) {
      const [above, below] = groups.slice(-2) as [(typeof groups)[number], (typeof groups)[number]]
      const room = (apart * (above.members.length + below.members.length)) / 2
      if (below.centre - above.centre >= room) break
      const members = [...above.members, ...below.members]
      const centre = members.reduce((sum, one) => sum + places[one]!, 0) / members.length
      groups.splice(-2, 2, { members, centre })
    }
  }
  const shifts = new Array<number>(places.length).fill(0)
  for (const { members, centre } of groups) {
    members.forEach((one, at) => {
      shifts[one] = centre + (at - (members.length - 1) / 2) * apart - places[one]!
    })
  }
  return shifts
}
