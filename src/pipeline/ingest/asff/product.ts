import { sourceName } from '../words.ts';
import type { AsffFinding } from './schema.ts';

/** AWS services whose findings are no checks of configuration, and what they are instead. */
const others: Readonly<Record<string, string>> = {
  'access-analyzer': 'IAM Access Analyzer reports who can reach a resource',
  detective: 'Detective reports investigations',
  'firewall-manager': 'Firewall Manager reports on its own policies',
  guardduty: 'GuardDuty reports threats',
  health: 'AWS Health reports operational events',
  inspector: 'Inspector reports vulnerabilities in software',
  macie: 'Macie reports sensitive data',
  'ssm-patch-manager': 'Patch Manager reports missing patches',
};

/** Who wrote a finding: our word for the source, and why it is not worked on, if it is not. */
export interface Product {
  readonly source: string;
  readonly otherwise: string | null;
}

/** Tells by the product ARN (`…:product/COMPANY/PRODUCT`) and, for custom ones, by the provider's name. */
export function productOf(finding: AsffFinding): Product {
  const [, company = '', product = ''] =
    /:product(?:v2)?\/([^/]+)\/([^/]+)$/.exec(finding.ProductArn ?? '') ?? [];
  const provider = finding.ProductFields?.ProviderName;
  if (company === 'prowler' || provider === 'Prowler')
    return { source: 'prowler', otherwise: null };
  if (company === 'aws') {
    if (product === 'securityhub') return { source: 'security-hub', otherwise: null };
    if (product === 'config') return { source: 'aws-config', otherwise: null };
    return { source: sourceName(product) ?? 'aws', otherwise: others[product] ?? null };
  }
  if (product === 'default') {
    return {
      source: (typeof provider === 'string' ? sourceName(provider) : null) ?? 'custom',
      otherwise: null,
    };
  }
  return { source: sourceName(product) ?? 'security-hub', otherwise: null };
}
