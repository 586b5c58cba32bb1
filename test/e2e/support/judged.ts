import { attempt, run, RunOptions } from './run';
import { ResourceChange, TerraformDiagnostic } from './workspace';

/** Plans a stack in an initialized folder. Returns the changes, with reads and without no-ops. */
export async function plannedIn(options: RunOptions): Promise<ResourceChange[]> {
  await run('terraform', ['plan', '-input=false', '-out=last.plan'], options);
  const shown = JSON.parse(await run('terraform', ['show', '-json', 'last.plan'], options)) as { resource_changes: ResourceChange[] };
  return shown.resource_changes.filter(({ change }) => change.actions.join() !== 'no-op');
}

/** Returns what `terraform validate` says of a stack in an initialized folder. */
export async function validatedIn(options: RunOptions): Promise<TerraformDiagnostic[]> {
  const { stdout } = await attempt('terraform', ['validate', '-json'], options);
  return (JSON.parse(stdout) as { diagnostics: TerraformDiagnostic[] }).diagnostics;
}
