import { LINE, docComment, literalSource } from '../../projenrc/source-text';

describe('documentation comments', () => {
  test('are wrapped at the end of the line', () => {
    const lines = docComment('word '.repeat(60), { indent: '  ' });
    expect(lines).toHaveLength(5);
    expect(lines[1]).toHaveLength(LINE - 1);
    expect(lines.join(' ').match(/word/g)).toHaveLength(60);
  });

  test('keep line breaks, and have tags at the end', () => {
    expect(docComment('One.\n\nTwo.', { tags: ['@internal'] })).toEqual(['/**', ' * One.', ' *', ' * Two.', ' *', ' * @internal', ' */']);
  });

  test('are not ended by their text', () => {
    expect(docComment('/* a */')).toEqual(['/**', ' * /* a *\\/', ' */']);
  });
});

describe('literals', () => {
  test('stay on one line if they fit', () => {
    expect(literalSource({ 'a': ['list', 'it\'s'], 'b-c': {} })).toBe('{ a: [\'list\', \'it\\\'s\'], \'b-c\': {} }');
  });

  test('have a line for each member if they do not fit', () => {
    const long = 'x'.repeat(70);
    expect(literalSource({ a: long, b: [long, long] })).toBe([
      '{', `  a: '${long}',`, '  b: [', `    '${long}',`, `    '${long}',`, '  ],', '}',
    ].join('\n'));
  });
});
