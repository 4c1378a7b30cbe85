import { type Logger, pino } from 'pino';

/** Structured logs, one JSON object a line. `child` adds fields (owner, repository, finding, job) to each line. */
export type Log = Logger;

/** Names of fields whose values are secret, wherever they stand up to three levels deep. */
const SECRET_FIELDS = [
  'authorization',
  'Authorization',
  'cookie',
  'token',
  'tokens',
  'findingsTokens',
  'password',
  'privateKey',
  'pem',
  'secret',
  'webhookSecret',
  'databaseUrl',
  'adminToken',
  'x-hub-signature-256',
];

/** Secrets by their looks, for text that quotes them: GitHub's tokens, PEM blocks, passwords in URLs. */
const SECRET_TEXT =
  /\b(?:gh[opsur]_[A-Za-z0-9]{16,}|github_pat_\w{16,})|-----BEGIN[A-Z ]{1,20}PRIVATE KEY-----[^-]*(?:-----END[A-Z ]{1,20}PRIVATE KEY-----)?|(?<=:\/\/[^\s:/@]{0,100}:)[^\s@/]{1,200}(?=@)|(?<=\bBearer )[\w.~+/=-]+/g;

/** The text with everything that looks like a secret replaced by `[secret]`. */
export function withoutSecrets(text: string): string {
  return text.replace(SECRET_TEXT, '[secret]');
}

/** The process's log. `write` receives each line; default: standard output. */
export function createLog(level: string, write?: (line: string) => void): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: SECRET_FIELDS.flatMap((name) => ['', '*.', '*.*.'].map((at) => pathOf(at, name))),
      censor: '[secret]',
    },
    // The whole line is swept as well: messages and stacks quote what they fail on.
    hooks: { streamWrite: withoutSecrets },
  };
  return write === undefined ? pino(options) : pino(options, { write });
}

function pathOf(at: string, name: string): string {
  return /^\w+$/.test(name) ? `${at}${name}` : `${at.replace(/\.$/, '')}["${name}"]`;
}
