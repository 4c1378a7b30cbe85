/** An address without `count` and `for_each` keys; a quoted key may itself hold brackets. */
export function withoutInstanceKeys(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, '');
}
