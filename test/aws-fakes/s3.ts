import type { FakeAnswer, FakeService } from './server.ts';

/** Buckets on loopback: `bucket/key` → text. What is put gets a new ETag. */
export interface FakeS3 {
  readonly objects: Map<string, { readonly text: string; readonly etag: string }>;
  put(path: string, text: string): void;
  /** Paths that may be listed and not read. */
  readonly forbidden: Set<string>;
  readonly service: FakeService;
}

const XML = { 'content-type': 'application/xml' };

/** Pages of a list have two keys, so that every test has several. */
const PAGE = 2;

export function fakeS3(): FakeS3 {
  const objects: FakeS3['objects'] = new Map();
  const forbidden = new Set<string>();
  let puts = 0;
  return {
    objects,
    forbidden,
    put: (path, text) => void objects.set(path, { text, etag: `"${++puts}"` }),
    service: ({ operation, query }) => {
      const [, path] = /^GET \/(.+)$/.exec(operation) ?? [];
      if (path === undefined) return null;
      const name = decodeURIComponent(path).replace(/\/$/, '');
      if (query.get('list-type') === '2') return list(objects, name, query);
      if (forbidden.has(name)) return fault(403, 'AccessDenied');
      const object = objects.get(name);
      if (object === undefined) return fault(404, 'NoSuchKey');
      return { status: 200, body: object.text, headers: { etag: object.etag } };
    },
  };
}

function list(objects: FakeS3['objects'], bucket: string, query: URLSearchParams): FakeAnswer {
  const start = `${bucket}/${query.get('prefix') ?? ''}`;
  const found = [...objects].filter(([path]) => path.startsWith(start)).sort();
  const from = Number(query.get('continuation-token') ?? 0);
  const items = found
    .slice(from, from + PAGE)
    .map(
      ([path, { etag }]) =>
        `<Contents><Key>${path.slice(bucket.length + 1)}</Key><ETag>${etag}</ETag></Contents>`,
    );
  const next =
    from + PAGE < found.length
      ? `<NextContinuationToken>${from + PAGE}</NextContinuationToken>`
      : '';
  const body = `<ListBucketResult>${items.join('')}${next}</ListBucketResult>`;
  return { status: 200, body, headers: XML };
}

/** An error as S3 writes it. */
export function fault(status: number, code: string): FakeAnswer {
  return {
    status,
    body: `<Error><Code>${code}</Code><Message>fake</Message></Error>`,
    headers: XML,
  };
}
