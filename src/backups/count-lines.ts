const LINE_END = 0x0a

/** How many rows: COPY ends each with a line's end, and writes no other. */
export function countLines(part: Buffer): number {
  let lines = 0
  for (let at = part.indexOf(LINE_END); at >= 0; at = part.indexOf(LINE_END, at + 1)) lines++
  return lines
}
