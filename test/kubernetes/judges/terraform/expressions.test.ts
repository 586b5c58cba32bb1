import { Expressions } from './expressions';

const expressions = new Expressions({
  resource: {
    kubernetes_namespace_v1: { ns: { metadata: { name: 'shop' } } },
    kubernetes_service_v1: { web: { metadata: [{ name: 'web', namespace: '${kubernetes_namespace_v1.ns.metadata[0].name}' }] } },
  },
  variable: { size: { default: 5 } },
  locals: { a: '${local.b}', b: 'B', loop: '${local.loop}' },
}, { given: 'G' });

test.each([
  ['plain text', 'plain text'],
  ['', ''],
  ['${kubernetes_namespace_v1.ns.metadata[0].name}', 'shop'],
  ['${kubernetes_namespace_v1.ns.metadata.0.name}', 'shop'],
  ['${kubernetes_namespace_v1.ns.id}', 'shop'],
  ['${kubernetes_service_v1.web.id}', 'shop/web'],
  ['${kubernetes_service_v1.web.metadata[0].namespace}', 'shop'],
  ['http://${kubernetes_service_v1.web.metadata[0].name}.${kubernetes_namespace_v1.ns.metadata[0].name}:${var.size}', 'http://web.shop:5'],
  ['${var.size}', 5],
  ['${var.given}', 'G'],
  ['${local.a}', 'B'],
  ['$${var.size} %%{if}', '${var.size} %{if}'],
  ['${var.unknown}', '${var.unknown}'],
  ['a-${upper("b")}', 'a-${upper("b")}'],
  ['${jsonencode({a = "}"})}', '${jsonencode({a = "}"})}'],
  ['an open ${var.size', 'an open ${var.size'],
])('%j is %j', (given, expected) => {
  expect(expressions.evaluate(given)).toEqual(expected);
});

test('values in objects and lists', () => {
  expect(expressions.evaluate({ a: ['${var.size}', null, true] })).toEqual({ a: [5, null, true] });
});

test('refuses references that refer to each other', () => {
  expect(() => expressions.evaluate('${local.loop}')).toThrow(
    'The expressions "local.loop" refer to each other. Remove one of the references.',
  );
});
