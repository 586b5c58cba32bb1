import { Outcome } from './attacker';
import { ATTEMPTS, barrierAt, Attempt, Barrier } from '../../../examples/isolation/attempts';
import { COMBINATIONS, nameOf, Combination } from '../../../examples/isolation/combinations';

/** Draws a table of attempts and policies: what stops each attempt, and whether it did. */
export function drawTable(outcomes: readonly Outcome[]): string {
  const combinations = COMBINATIONS.filter((each) => outcomes.some(({ combination }) => nameOf(combination) === nameOf(each)));
  const rows = [
    ['', ...combinations.map(({ kernel }) => kernel)],
    ['', ...combinations.map(({ privilege }) => privilege)],
    ...ATTEMPTS.map((attempt) => [attempt.title, ...combinations.map((combination) => cell(attempt, combination, outcomes))]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((text, column) => text.padEnd(widths[column]!)).join('  ').trimEnd()).join('\n');
}

/** Lists the attackers' reports of each attempt. */
export function listDetails(outcomes: readonly Outcome[]): string {
  return ATTEMPTS.map((attempt) => [
    `${attempt.title}${attempt.note === undefined ? '' : ` (${attempt.note})`}`,
    ...outcomes.filter((outcome) => outcome.attempt === attempt)
      .map(({ combination, result, detail }) => `  ${nameOf(combination)}: ${result}: ${detail}`),
  ].join('\n')).join('\n');
}

function cell(attempt: Attempt, combination: Combination, outcomes: readonly Outcome[]): string {
  const outcome = outcomes.find((each) => each.attempt === attempt && nameOf(each.combination) === nameOf(combination));
  const barrier = barrierAt(attempt, combination);
  if (outcome?.result === 'not tried') return '(not tried)';
  if (outcome?.result === 'succeeded') return barrier === undefined ? 'succeeds' : `✗ SUCCEEDS, in spite of ${nameOfBarrier(barrier)}`;
  return barrier === undefined ? 'fails' : `✓ ${nameOfBarrier(barrier)}`;
}

function nameOfBarrier({ by }: Barrier): string {
  return typeof by === 'string' ? by : by.name;
}
