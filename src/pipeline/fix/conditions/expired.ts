import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { lookup, parsePath } from '../lookup.ts';
import { below, type Condition } from '../scope.ts';

/** `{expired: certificate_body}`: a certificate in PEM that had ended when the finding was last looked at. */
export const expired = () =>
  z
    .strictObject({
      expired: z
        .string()
        .min(1)
        .describe(
          "The path of a certificate in PEM that had ended when the finding's source last looked at it.",
        ),
    })
    .transform((fields): Condition => {
      const path = parsePath(fields.expired);
      return {
        types: [],
        reads: (at) => [below(at, path)],
        holds: ({ value, base, subject }) => {
          const found = lookup(value, path, base);
          const text = found.kind === 'found' && found.value.kind === 'string' ? found.value : null;
          const end = text === null ? null : endOf(text.value);
          const seen = Date.parse(subject.seen ?? '');
          if (end === null || Number.isNaN(seen))
            return { truth: 'unknown', because: `when \`${fields.expired}\` ends is not known` };
          const day = end.toISOString().slice(0, 10);
          return {
            truth: end.getTime() < seen ? 'yes' : 'no',
            because: `\`${fields.expired}\` ends on ${day}`,
          };
        },
      };
    });

/** Null for what is no certificate. */
function endOf(pem: string): Date | null {
  try {
    return new X509Certificate(pem).validToDate;
  } catch {
    return null;
  }
}
