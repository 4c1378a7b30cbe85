import { findNodeAtLocation, type JSONPath, type Node } from 'jsonc-parser';
import type { Range } from '../../../model/source.ts';

/**
 * What goes when the element or property at a path does, with its comma; null when it is not there. (The JSON
 * editor's own removal of the last element leaves a part of it behind on one line.)
 */
export function removalAt(root: Node, path: JSONPath): Range | null {
  const found = findNodeAtLocation(root, path);
  const member = found?.parent?.type === 'property' ? found.parent : found;
  const around = member?.parent;
  if (member === undefined || around === undefined) return null;
  const siblings = around.children ?? [];
  const index = siblings.indexOf(member);
  const end = member.offset + member.length;
  const next = siblings[index + 1];
  if (next !== undefined) return { start: member.offset, end: next.offset };
  const previous = siblings[index - 1];
  return previous === undefined
    ? { start: around.offset + 1, end: around.offset + around.length - 1 }
    : { start: previous.offset + previous.length, end };
}
