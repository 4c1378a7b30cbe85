import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../../src/languages/terraform/syntax/ast.ts';
import { parseExpression } from '../../../../src/languages/terraform/syntax/native.ts';
import { parseConfig } from '../../../../src/languages/terraform/syntax/parse.ts';
import { visits } from './nodes.ts';
import { edgeCases, samples } from './samples.ts';

function accepts(source: string): boolean {
  return parseConfig('main.tf', source).errors.length === 0;
}

function expressionOf(source: string): Expression {
  const result = parseExpression(source);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** The expression with parentheses that show how it groups. */
function grouped(expression: Expression): string {
  switch (expression.kind) {
    case 'binary':
      return `(${grouped(expression.left)} ${expression.operator} ${grouped(expression.right)})`;
    case 'unary':
      return `(${expression.operator}${grouped(expression.operand)})`;
    case 'conditional':
      return `(${grouped(expression.condition)} ? ${grouped(expression.then)} : ${grouped(expression.otherwise)})`;
    case 'attribute-access':
      return `${grouped(expression.object)}.${expression.name}`;
    case 'variable':
      return expression.name;
    case 'literal':
      return String(expression.value);
    default:
      return expression.kind;
  }
}

/** The unescaped text of a template without interpolations. */
function textOf(source: string): string {
  const expression = expressionOf(source);
  if (expression.kind !== 'template') throw new Error(`${source} is no template`);
  return expression.parts
    .map((part) => (part.kind === 'text' ? part.value : `<${part.kind}>`))
    .join('');
}

describe('parseConfig on native syntax', () => {
  it.each(edgeCases())('agrees with Terraform on $name', ({ source, valid }) => {
    expect(accepts(source)).toBe(valid);
  });

  it.each(samples(/\.(tf|tfvars)$/))('accepts $name', ({ name, text }) => {
    expect(parseConfig(name, text).errors).toEqual([]);
  });

  it('reads blocks, labels, attributes and comments with their places', () => {
    const text = '# c\nresource "aws_s3_bucket" b { # d\n  acl = "x"\n}\n';
    const { body, comments } = parseConfig('main.tf', text);
    const [block] = body.items;
    if (block?.kind !== 'block') throw new Error('no block');
    const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    expect(block.type).toBe('resource');
    expect(block.labels.map((label) => [label.text, label.quoted, slice(label.range)])).toEqual([
      ['aws_s3_bucket', true, '"aws_s3_bucket"'],
      ['b', false, 'b'],
    ]);
    expect(text[block.openBrace]).toBe('{');
    expect(text[block.closeBrace]).toBe('}');
    expect(slice(block.body.range)).toBe(' # d\n  acl = "x"\n');
    expect(block.body.items.map((item) => slice(item.range))).toEqual(['acl = "x"']);
    expect(comments.map((comment) => slice(comment.range))).toEqual(['# c', '# d']);
  });

  it.each([
    ['a + b * c', '(a + (b * c))'],
    ['a - b - c', '((a - b) - c)'],
    ['-a.b + !c', '((-a.b) + (!c))'],
    ['a || b && c == d < e', '(a || (b && (c == (d < e))))'],
    ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
    ['1 +\n 2', '(1 + 2)'],
  ])('groups %j as %s', (source, expected) => {
    expect(grouped(expressionOf(source))).toBe(expected);
  });

  it.each([
    ['"a\\t\\"b\\" \\u00e9\\U0001F600 $${x} %%{y} $ $$ %"', 'a\t"b" é😀 ${x} %{y} $ $$ %'],
    ['"$$${x} $$$$${y} %%%{z}"', '$${x} $$$${y} %%{z}'],
    ['<<EOT\n  a\n b $${c}\nEOT\n', '  a\n b ${c}\n'],
    ['<<-EOT\n    a\n\n      b\n    EOT\n', 'a\n\n  b\n'],
    ['<<-EOT\n    a ${x}\n  b\n    EOT\n', '  a <interpolation>\nb\n'],
    ['"a ${~ x ~} b"', 'a<interpolation>b'],
    ['<<EOT\n%{ if x ~}\n  a\n%{ endif }\nEOT\n', '<if>\n'],
    ['""', ''],
  ])('reads the text of %j', (source, expected) => {
    expect(textOf(source)).toBe(expected);
  });

  it('keeps a star within a star apart from the steps around it', () => {
    const splat = expressionOf('a[*].b[*].c');
    expect(splat).toMatchObject({
      kind: 'splat',
      form: 'full',
      steps: [
        { kind: 'attribute', name: 'b' },
        { kind: 'splat', form: 'full', steps: [{ kind: 'attribute', name: 'c' }] },
      ],
    });
  });

  it('applies brackets after ".*" to the whole list, as Terraform does', () => {
    expect(expressionOf('a.*.b[0]')).toMatchObject({
      kind: 'index',
      object: { kind: 'splat', form: 'attribute', steps: [{ kind: 'attribute', name: 'b' }] },
    });
  });

  it.each([
    ['a = 1 b = 2\n', 1, 7, 'Expected a newline after the attribute, found "b".'],
    ['a {\n  b = [1\n  2]\n}\n', 3, 3, 'Expected "," or "]" after an element, found "2".'],
    ['a = <<EOT\nx\nEOT', 1, 5, 'This heredoc is not closed: expected a line that holds only EOT.'],
    [
      'a = 1\r\nb = "x\\q"\r\n',
      2,
      7,
      '\\q is not an escape: expected \\n, \\r, \\t, \\", \\\\, \\uXXXX or \\UXXXXXXXX.',
    ],
    ['a = "%{ if x }y"\n', 1, 6, 'Expected "endif" for the "if" here.'],
    ['a {\n', 2, 1, 'Expected an argument, a block or a closing "}", found the end of the file.'],
  ])('says of %j where and what was expected', (source, line, column, message) => {
    const { errors, body } = parseConfig('main.tf', source);
    expect(errors).toMatchObject([{ line, column, message }]);
    expect(body.items).toEqual([]);
  });

  it.each([
    ['brackets', '['],
    ['objects', '{ a = '],
    ['calls', 'f('],
    ['negations', '!'],
    ['interpolations', '"${'],
    ['conditionals', 'a ? b : '],
    ['operators', '1 + '],
    ['names', 'a.b.'],
    ['indexes', 'a['],
  ])('refuses 100,000 nested %s without overflowing', (_, opening) => {
    const { errors } = parseConfig('main.tf', `a = ${opening.repeat(100_000)}`);
    expect(errors).toHaveLength(1);
  });

  it.each([
    ['steps', `x${'.b'.repeat(100_000)}`],
    ['stars', `x${'[*]'.repeat(100_000)}`],
    ['operators', `1${' + 1'.repeat(100_000)}`],
    [
      'steps on steps',
      Array.from({ length: 20 }).reduce((head) => `(${head}${'.b'.repeat(20)})`, 'x'),
    ],
    ['directives', `"${'%{ if x }'.repeat(100_000)}"`],
  ])('refuses a chain of 100,000 %s that would make a tree as deep', (_, expression) => {
    expect(parseConfig('main.tf', `a = ${expression}\n`).errors[0]?.message).toContain(
      '200 levels',
    );
  });

  it('takes many shallow things side by side', () => {
    const sum = Array.from({ length: 150 }, (_, i) => `a.b.c[${i}]`).join(' + ');
    expect(accepts(`a = ${sum}\nb = [${'f(x.y), '.repeat(10_000)}]\n`)).toBe(true);
  });

  it('refuses a text beyond the size limit without reading it', () => {
    const { errors } = parseConfig('main.tf', ' '.repeat(8 * 1024 * 1024 + 1));
    expect(errors[0]?.message).toContain('longer than 8388608 characters');
  });
});

describe('the tree', () => {
  const files = samples(/\.(tf|tfvars|tf\.json)$/).map(({ name, text }) => parseConfig(name, text));

  it.each(files)('of $path has every node within its parent', ({ body, syntax }) => {
    const all = visits(body);
    expect(all.length).toBeGreaterThan(10);
    for (const { node, parent } of all) {
      // In JSON the labels are keys around the block.
      if (syntax === 'json' && parent.kind === 'block') continue;
      expect(node.range.start).toBeGreaterThanOrEqual(parent.range.start);
      expect(node.range.end).toBeLessThanOrEqual(parent.range.end);
    }
  });

  it.each(files.filter(({ syntax }) => syntax === 'native'))(
    'of $path has ranges that hold exactly the text of an expression',
    ({ body, text }) => {
      for (const { node, parent } of visits(body)) {
        if (node.kind === 'splat' && parent.kind === 'splat') continue;
        const kind = node.kind ?? '';
        if (
          !['call', 'binary', 'conditional', 'splat', 'tuple', 'object', 'template'].includes(kind)
        )
          continue;
        const source = text.slice(node.range.start, node.range.end);
        const again = parseExpression(source.startsWith('<<') ? `${source}\n` : source);
        expect(again).toMatchObject({ ok: true, value: { kind } });
      }
    },
  );

  it.each(files.filter(({ syntax }) => syntax === 'native'))(
    'of $path leaves only white space, braces and "=" between its parts',
    ({ body, text, comments }) => {
      const parts = body.items.flatMap((item) =>
        item.kind === 'attribute'
          ? [item.nameRange, item.value.range]
          : [item.typeRange, ...item.labels.map(({ range }) => range), item.body.range],
      );
      const inItem = (at: number) =>
        body.items.some(({ range }) => range.start <= at && at < range.end);
      const covered = [
        ...parts,
        ...comments.map(({ range }) => range).filter(({ start }) => !inItem(start)),
      ].sort((one, other) => one.start - other.start);
      let between = '';
      let at = 0;
      for (const { start, end } of covered) {
        expect(start).toBeGreaterThanOrEqual(at);
        between += text.slice(at, start);
        at = end;
      }
      expect(between + text.slice(at)).toMatch(/^\uFEFF?[\s={}]*$/);
    },
  );
});
