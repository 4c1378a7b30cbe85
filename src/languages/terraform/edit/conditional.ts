import type { Range } from '../../../model/source.ts';
import type { ConfigFile } from '../syntax/ast.ts';
import { nodesIn } from './nodes.ts';

/**
 * Where to write a text that is meant for `place`: the whole argument, when the place is one side of its
 * conditional and the other side says the same already, for `a ? true : true` decides nothing.
 */
export function withoutChoice(file: ConfigFile, place: Range, wanted: string): Range {
  for (const node of nodesIn(file.body)) {
    if (node.kind !== 'attribute' || node.value.kind !== 'conditional') continue;
    const { range, then, otherwise } = node.value;
    const other = isAt(then.range, place) ? otherwise : isAt(otherwise.range, place) ? then : null;
    if (other === null) continue;
    return file.text.slice(other.range.start, other.range.end) === wanted ? range : place;
  }
  return place;
}

function isAt(one: Range, other: Range): boolean {
  return one.start === other.start && one.end === other.end;
}
