import fc from 'fast-check';
import { controls, VALUES } from './values';
import { areAtLeast, meetControls, normalControls, violations } from '../../../src/shared/controls/compare';
import { isAtLeast, isSame } from '../../../src/shared/controls/lattice';
import { BASELINE_CONTROLS, PRIVILEGED_CONTROLS, RESTRICTED_CONTROLS } from '../../../src/shared/controls/profiles';
import { CONTROL_NAMES, controlRow, Controls } from '../../../src/shared/controls/table';

const same = (a: Controls, b: Controls) => expect(normalControls(a)).toEqual(normalControls(b));

describe.each(CONTROL_NAMES)('%s', (name) => {
  const { lattice } = controlRow(name);
  const value = VALUES[name];

  test('meet is associative, commutative and idempotent, and returns a value that is as strict as both', () => {
    fc.assert(fc.property(value, value, value, (a, b, c) => {
      expect(isSame(lattice, lattice.meet(a, lattice.meet(b, c)), lattice.meet(lattice.meet(a, b), c))).toBe(true);
      expect(isSame(lattice, lattice.meet(a, b), lattice.meet(b, a))).toBe(true);
      expect(isSame(lattice, lattice.meet(a, a), a)).toBe(true);
      expect(isAtLeast(lattice, lattice.meet(a, b), a)).toBe(true);
      expect(isSame(lattice, lattice.meet(a, lattice.weakest), a)).toBe(true);
    }));
  });

  test('"at least" is an order', () => {
    fc.assert(fc.property(value, value, value, (a, b, c) => {
      if (isAtLeast(lattice, a, b) && isAtLeast(lattice, b, a)) expect(isSame(lattice, a, b)).toBe(true);
      if (isAtLeast(lattice, a, b) && isAtLeast(lattice, b, c)) expect(isAtLeast(lattice, a, c)).toBe(true);
    }));
  });

  test('every value is shown in words', () => {
    fc.assert(fc.property(value, (each) => expect(lattice.show(each)).not.toBe('')));
  });
});

test('the meet of policies is associative, commutative and idempotent', () => {
  fc.assert(fc.property(controls, controls, controls, (a, b, c) => {
    same(meetControls(a, meetControls(b, c)), meetControls(meetControls(a, b), c));
    same(meetControls(a, b), meetControls(b, a));
    same(meetControls(a, a), a);
  }));
});

test('the meet of several policies is as strict as each of them, and violates none', () => {
  fc.assert(fc.property(fc.array(controls, { minLength: 1, maxLength: 5 }), (ancestors) => {
    const effective = ancestors.reduce(meetControls);
    for (const ancestor of ancestors) {
      expect(areAtLeast(effective, ancestor)).toBe(true);
      expect(violations(ancestor, effective)).toEqual([]);
    }
  }));
});

test('each profile is stricter than the one before it', () => {
  expect(areAtLeast(RESTRICTED_CONTROLS, BASELINE_CONTROLS)).toBe(true);
  expect(areAtLeast(BASELINE_CONTROLS, PRIVILEGED_CONTROLS)).toBe(true);
  expect(areAtLeast(BASELINE_CONTROLS, RESTRICTED_CONTROLS)).toBe(false);
});
