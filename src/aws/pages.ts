import { type Asked, oddAnswer } from './errors.ts';

/** One page of a list; without a token it is the last. */
export interface Page<T> {
  readonly items: readonly T[] | undefined;
  readonly token: string | undefined;
}

/** A list that never ends would fill the memory. */
const MOST_PAGES = 10_000;

/** Follows the pages of a list to its end. A token that was given before, or no end, is an error. */
export async function* pagesOf<T>(
  asked: Asked,
  page: (token: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<readonly T[]> {
  const seen = new Set<string>();
  let token: string | undefined;
  for (let count = 0; count < MOST_PAGES; count++) {
    const { items, token: next } = await page(token);
    // AWS sends an empty list where there is nothing: no list at all must not read as "nothing any more".
    if (!Array.isArray(items)) throw oddAnswer(asked, 'where a list should be is none');
    yield items;
    if (!next) return;
    if (seen.has(next)) throw oddAnswer(asked, 'a page leads back to itself');
    seen.add(next);
    token = next;
  }
  throw oddAnswer(asked, `it has more than ${MOST_PAGES} pages`);
}

/** All of a short list. */
export async function collectPages<T>(
  asked: Asked,
  page: (token: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const items of pagesOf(asked, page)) all.push(...items);
  return all;
}
