import type { CodeLocation } from '../../../model/finding.ts';
import type { ResourceInCode } from '../../../model/resource.ts';
import { type Claim, points } from '../claim.ts';

/** A code scanner named file and line: the block that holds the line is meant. */
export function codeLocationEvidence(
  location: CodeLocation,
  resource: ResourceInCode,
): Claim | null {
  if (location.path !== resource.path) return null;
  if (location.line < resource.line || location.line > resource.endLine) return null;
  return {
    resource,
    kind: 'code-location',
    points: points.codeLocation,
    detail: `the scanner reported ${location.path}:${location.line} itself`,
  };
}
