import { observe } from '../../../src/shared/controls/observe';

const options = { isUnknown: () => false };

// Go's strconv.ParseBool, with which the engine reads it.
test.each([
  ...['', '=1', '=t', '=T', '=TRUE', '=true', '=True', ':true'].map((value) => [value, 'required']),
  ...['=0', '=f', '=false', ':F', '=tRUE', '=yes', '=on', '= true'].map((value) => [value, 'optional']),
])('no-new-privileges%s is %s', (value, level) => {
  expect(observe({ security_opts: [`no-new-privileges${value}`] }, options).no_new_privileges).toBe(level);
});
