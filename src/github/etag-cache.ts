import type { Octokit } from 'octokit';

type Answer = Awaited<ReturnType<Octokit['request']>>;

/** GitHub's earlier answers, of which it is asked whether they still hold: a `304` is quick and counts for nothing. */
export class EtagCache {
  readonly #answers = new Map<string, Answer>();
  readonly #limit: number;

  /** Keeps the last `limit` answers used. */
  constructor(limit = 200) {
    this.#limit = limit;
  }

  /**
   * Makes a client ask so. `scope` is part of each key: what one installation's token was shown
   * is never given to another.
   */
  attach(octokit: Octokit, scope: string): void {
    octokit.hook.wrap('request', async (request, options) => {
      const { method, url } = octokit.request.endpoint(options);
      // What is named by its SHA never changes, so nobody asks for it twice.
      if (method !== 'GET' || /\/git\/(trees|blobs|commits)\/|\/tarball\//.test(url))
        return request(options);
      const key = `${scope} ${options.headers.accept ?? ''} ${url}`;
      const known = this.#answers.get(key);
      const etag = known?.headers.etag;
      if (etag) options.headers['if-none-match'] = etag;
      try {
        const answer: Answer = await request(options);
        // Octokit's pagination changes the answer that it is given: ours stays as it was.
        if (answer.headers.etag) this.#keep(key, structuredClone(answer));
        return answer;
      } catch (thrown) {
        if (!known || !isNotModified(thrown)) throw thrown;
        this.#keep(key, known);
        return structuredClone(known);
      }
    });
  }

  #keep(key: string, answer: Answer): void {
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > this.#limit && oldest !== undefined) this.#answers.delete(oldest);
  }
}

function isNotModified(thrown: unknown): boolean {
  return thrown instanceof Error && 'status' in thrown && thrown.status === 304;
}
