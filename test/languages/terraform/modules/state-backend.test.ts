import { expect, it } from 'vitest';
import { terraform } from '../../../../src/languages/terraform/language.ts';

const open = { bucket: null, key: null, workspacePrefix: null, account: null };

function backendOf(files: Readonly<Record<string, string>>, root = 'live') {
  const tree = {
    paths: () => Object.keys(files).sort(),
    read: (path: string) => {
      const text = files[path];
      return text === undefined
        ? { ok: false as const, reason: 'is not there' }
        : { ok: true as const, text };
    },
  };
  return terraform.open(tree).stateBackend?.(root);
}

it.each([
  ['nothing', 'locals {}', null],
  [
    'all',
    'terraform {\n backend "s3" {\n bucket = "b"\n key = "k"\n workspace_key_prefix = "w"\n }\n}',
    { type: 's3', bucket: 'b', key: 'k', workspacePrefix: 'w', account: null },
  ],
  ['a part', 'terraform {\n backend "s3" {\n key = "k"\n }\n}', { type: 's3', ...open, key: 'k' }],
  [
    'an expression, which OpenTofu allows',
    'terraform {\n backend "s3" {\n key = "${var.e}/k"\n }\n}',
    { type: 's3', ...open },
  ],
  ['another kind', 'terraform {\n backend "gcs" {}\n}', { type: 'gcs', ...open }],
  ['a cloud block', 'terraform {\n cloud {}\n}', { type: 'cloud', ...open }],
])('where a root keeps its state, when its code says %s', (_, code, expected) => {
  expect(backendOf({ 'live/main.tf': code })).toEqual(expected);
});

it('an override file has the last word', () => {
  const files = {
    'live/main.tf': 'terraform {\n backend "s3" {\n key = "a"\n }\n}',
    'live/backend_override.tf': 'terraform {\n backend "local" {}\n}',
  };
  expect(backendOf(files)).toEqual({ type: 'local', ...open });
});

it('a root of which there is none keeps no state', () => {
  expect(backendOf({ 'live/main.tf': 'locals {}' }, 'elsewhere')).toBeNull();
});

const role = 'arn:aws:iam::333333333333:role/state';

it.each([
  ['a role', `role_arn = "${role}"`, '333333333333'],
  ['a role since Terraform 1.6', `assume_role = {\n role_arn = "${role}"\n }`, '333333333333'],
  ['a bucket with its number', 'bucket = "acme-333333333333-tfstate"', '333333333333'],
  ['a bucket with a longer number', 'bucket = "acme-3333333333334-tfstate"', null],
  ['two different ones', `bucket = "tf-444444444444"\n role_arn = "${role}"`, null],
  ["a region, which is the bucket's", 'region = "eu-west-1"', null],
])('in which account a root keeps its state, when its backend has %s', (_, line, account) => {
  const files = { 'live/main.tf': `terraform {\n backend "s3" {\n ${line}\n }\n}` };
  expect(backendOf(files)?.account).toBe(account);
});
