import type { z } from 'zod';
import { controlById, controlForCheck, controlForConfigRule } from '../../../model/controls.ts';
import type { CheckId } from '../../../model/finding.ts';
import { codePath } from '../code-path.ts';
import { complaint } from '../fields.ts';
import { type Format, finding, type Item, invalid, type Reading } from '../format.ts';
import { cloudResource } from '../resource.ts';
import { severityOf } from '../severity.ts';
import { sourceName } from '../words.ts';
import { plainFinding } from './schema.ts';

/** Our own small format, for anything else. */
export const plain: Format = {
  id: 'plain',
  recognises: (value) => 'resource' in value && ('control' in value || 'check' in value),
  read: (item) => [readOne(item)],
};

function readOne({ value, path }: Item): Reading {
  const parsed = plainFinding.safeParse(value);
  const id = typeof value.id === 'string' ? value.id : null;
  if (!parsed.success) return invalid(id, 'plain', complaint(path, parsed.error));
  const { control: named, location, ...read } = parsed.data;
  const place = location == null ? null : codePath(location.path);
  if (location != null && place === null) {
    return invalid(id, 'plain', `${path}.location.path: leads out of the repository.`);
  }
  const resource = cloudResource(read.resource);
  const check = checkOf(parsed.data.check);
  const control = named ?? (check === null ? null : controlOf(check, resource.type));
  const known = control === null ? null : controlById(control);
  const own: CheckId[] = named === null ? [] : [{ scheme: 'security-hub', id: known?.id ?? named }];
  return finding({
    id: read.id,
    source: sourceName(read.source) ?? 'plain',
    control: known?.id ?? control,
    checks: check === null ? own : [...own, check],
    title: read.title ?? known?.title ?? read.id,
    description: read.description ?? '',
    severity: severityOf(read.severity) ?? known?.severity ?? 'MEDIUM',
    status: read.status,
    active: read.active,
    resource,
    requirements: read.requirements,
    remediationUrl: read.remediationUrl,
    firstSeen: read.firstSeen,
    updatedAt: read.updatedAt,
    codeLocation:
      location == null || place === null
        ? null
        : {
            path: place,
            line: location.line,
            endLine: Math.max(location.line, location.endLine ?? 0),
          },
  });
}

function checkOf(check: z.infer<typeof plainFinding>['check']): CheckId | null {
  if (check == null) return null;
  const { scheme, id, parameters } = check;
  return parameters == null ? { scheme, id } : { scheme, id, parameters };
}

function controlOf(check: CheckId, type: string | null): string | null {
  if (check.scheme === 'config-rule') {
    return controlForConfigRule(check.id, check.parameters ?? {})?.id ?? null;
  }
  return controlForCheck(check.scheme, check.id, type)?.id ?? null;
}
