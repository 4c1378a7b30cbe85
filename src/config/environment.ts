import { z } from 'zod';
import { UserError } from '../foundation/errors.ts';
import { type GitHubCredentials, readCredentials } from './credentials.ts';
import type { Variables } from './variables.ts';

/** Which part of the service this process is. */
export type Role = 'all' | 'web' | 'worker';

/** Where the store is: a PostgreSQL server, or a directory for the embedded one. */
export interface StoreSettings {
  /** Secret: it may hold a password. */
  readonly databaseUrl: string | null;
  readonly dataDirectory: string;
}

/** What the process is told from outside. */
export interface Environment extends StoreSettings {
  /** Null when none of the GitHub variables is set: only the setup page can be shown. */
  readonly github: GitHubCredentials | null;
  readonly githubApiUrl: string;
  readonly role: Role;
  readonly host: string;
  readonly port: number;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** The token for `/metrics` and the dashboard; null: they answer on loopback only. Secret. */
  readonly adminToken: string | null;
}

const url = (protocols: readonly string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    );

/** Every variable, its form, its default and what it is for. The reference in docs/ is made from it. */
export const environmentSchema = z.object({
  GITHUB_API_URL: url(['https:', 'http:'])
    .default('https://api.github.com')
    .describe("GitHub's API; for Enterprise Server `https://HOST/api/v3`."),
  DATABASE_URL: url(['postgres:', 'postgresql:'])
    .optional()
    .describe('PostgreSQL. Without it, the embedded store in `SPRINKLER_DATA_DIR` is used.'),
  SPRINKLER_DATA_DIR: z
    .string()
    .default('.sprinkler')
    .describe('The directory of the embedded store, for one process at a time.'),
  SPRINKLER_ROLE: z
    .enum(['all', 'web', 'worker'], 'must be one of all, web, worker')
    .default('all')
    .describe(
      '`web` answers HTTP, `worker` does the jobs, `all` both. Others than `all` need `DATABASE_URL`.',
    ),
  SPRINKLER_ADMIN_TOKEN: z
    .string()
    .optional()
    .describe('Bearer token for `/metrics` and `/`. Without it they answer on loopback only.'),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, 'must be a host name or an address')
    .default('127.0.0.1')
    .describe('The address to listen on.'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port from 0 to 65535')
    .prefault('3000')
    .describe('The port to listen on.'),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be one of fatal, error, warn, info, debug, trace, silent',
    )
    .default('info')
    .describe('How much is logged.'),
});

/** Reads and checks the environment of the service. Fails with a UserError that names the variable. */
export function readEnvironment(variables: Variables): Environment {
  const read = parse(variables);
  if (read.SPRINKLER_ROLE !== 'all' && read.DATABASE_URL === undefined) {
    throw new UserError(
      `DATABASE_URL is not set: SPRINKLER_ROLE=${read.SPRINKLER_ROLE} shares the store with other processes, which needs PostgreSQL.`,
    );
  }
  return {
    github: readCredentials(variables),
    githubApiUrl: read.GITHUB_API_URL.replace(/\/+$/, ''),
    ...storeFrom(read),
    role: read.SPRINKLER_ROLE,
    host: read.HOST,
    port: read.PORT,
    logLevel: read.LOG_LEVEL,
    adminToken: read.SPRINKLER_ADMIN_TOKEN ?? null,
  };
}

/** Only what a command needs that works on the store. Fails with a UserError that names the variable. */
export function readStoreSettings(variables: Variables): StoreSettings {
  return storeFrom(parse(variables));
}

function storeFrom(read: z.infer<typeof environmentSchema>): StoreSettings {
  return { databaseUrl: read.DATABASE_URL ?? null, dataDirectory: read.SPRINKLER_DATA_DIR };
}

/** Values are left out of the message: some are secret. */
function parse(variables: Variables): z.infer<typeof environmentSchema> {
  const read = environmentSchema.safeParse(Object.fromEntries(variables));
  if (read.success) return read.data;
  const [first] = read.error.issues;
  throw new UserError(`${String(first?.path[0])} ${first?.message}.`);
}
