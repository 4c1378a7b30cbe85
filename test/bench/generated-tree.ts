import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A tree of Terraform such as a large company has: 500 root modules of 20 files each. One module in ten holds a bucket
 * and a security group; the rest is DNS records and variables, which no template is about.
 */
export function generateTree(): {
  readonly directory: string;
  readonly files: readonly string[];
  remove(): void;
} {
  const directory = mkdtempSync(join(tmpdir(), 'sprinkler-bench-'));
  const files: string[] = [];
  for (let root = 0; root < 500; root++) {
    const folder = join(directory, `team-${root % 25}`, `service-${root}`);
    mkdirSync(folder, { recursive: true });
    for (let file = 0; file < 20; file++) {
      const path = join(folder, `${file === 0 ? 'main' : `part_${file}`}.tf`);
      writeFileSync(path, fileText(root, file));
      files.push(path);
    }
  }
  return { directory, files, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

function fileText(root: number, file: number): string {
  const holdsData = root % 10 === 3;
  if (file === 0) return `${variables(root)}${holdsData ? bucket(root) : ''}`;
  if (file === 1 && holdsData) return group(root);
  return Array.from({ length: 6 }, (_, index) => record(root, file, index)).join('\n');
}

function variables(root: number): string {
  return `variable "environment" {\n  type    = string\n  default = "prod"\n}\n\nlocals {\n  prefix = "acme-\${var.environment}-${root}"\n}\n\n`;
}

function bucket(root: number): string {
  return `resource "aws_s3_bucket" "data" {\n  bucket = "\${local.prefix}-data"\n\n  tags = {\n    Service = "service-${root}"\n  }\n}\n`;
}

function group(root: number): string {
  return `resource "aws_security_group" "app" {\n  name = "\${local.prefix}-app"\n\n  ingress {\n    from_port   = ${root % 2 === 0 ? 22 : 443}\n    to_port     = ${root % 2 === 0 ? 22 : 443}\n    protocol    = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n`;
}

function record(root: number, file: number, index: number): string {
  return `# Where the ${index}. consumer of service ${root} is found.\nresource "aws_route53_record" "consumer_${file}_${index}" {\n  zone_id = var.zone_id\n  name    = "consumer-${file}-${index}.service-${root}.example.internal"\n  type    = "CNAME"\n  ttl     = 300\n  records = ["consumer-${index}.\${var.environment}.example.internal"]\n}\n`;
}
