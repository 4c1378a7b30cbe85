/** Lines and columns start at 1; a column counts UTF-16 units, as editors do. */
export interface LineAndColumn {
  readonly line: number;
  readonly column: number;
}

/** Gives the line and column of any offset of `text`. Building it costs one pass, each question a binary search. */
export function lineIndex(text: string): (offset: number) => LineAndColumn {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
