import { areModestLogOptions } from '../../../src/shared/controls/log-driver';

test.each([
  [{}, true],
  [{ 'max-size': '10m', 'max-file': '3', 'tag': 'web' }, true],
  [{ 'max-size': '-1' }, true],
  [{ tag: '{{.Name}}/{{ .ID }}' }, true],
  [{ 'max-buffer-size': '4m' }, true],
  [{ 'max-buffer-size': '5m' }, false],
  [{ tag: '{{pad \"x\" 140000000000000 0}}' }, false],
  [{ tag: '{{.Name}}{{printf \"%1000000000d\" 1}}' }, false],
  [{ 'max-file': '20000000' }, false],
  [{ 'max-size': '1', 'max-file': '2' }, false],
  [{ 'cache-max-file': '1e9' }, false],
])('an engine does little for the options %p: %p', (options, expected) => {
  expect(areModestLogOptions(options)).toBe(expected);
});
