/** Extensions under which templates are kept; `.template` is what CloudFormation's own examples use. */
const TEMPLATE = /\.(ya?ml|json|template|cfn|cform)$/i;

/** Files of these names are YAML or JSON, but never a template. */
const OTHER =
  /(^|\/)(package(-lock)?\.json|tsconfig[^/]*\.json|pnpm-lock\.yaml|docker-compose[^/]*\.ya?ml|samconfig\.yaml|[^/]*\.(tf|tfvars|tofu)\.json)$|(^|\/)\.github\//i;

/** Whether a path may hold a template. */
export function mayBeTemplate(path: string): boolean {
  return TEMPLATE.test(path) && !OTHER.test(path);
}
