import { Diagnostic, DiagnosticError } from '../../diagnostics/diagnostics';
import { EngineError } from '../../engine/errors';

type Warning = Omit<Diagnostic, 'severity'>;

/** The plugin that is the driver of a volume does not run, so that nobody can read the volume. */
export function driverMissing(name: string, { engineMessage }: EngineError): Warning {
  return {
    summary: `Volume "${name}" could not be read: its driver does not run`,
    detail: `The engine reports: ${engineMessage}\n\nThe plan takes the volume as it was. Enable or install the plugin that is its `
      + 'driver, as a `docker_plugin` does.',
  };
}

/** A destroy left the volume with its data. The name is in the summary, since Terraform merges warnings with one summary. */
export function volumeRetained(name: string): Warning {
  return {
    summary: `Volume "${name}" was kept with its data`,
    detail: `Terraform no longer manages it. Remove it with: docker volume rm ${name}. To remove volumes on destroy, unset \`retain_as\` `
      + '(in a stack: removalPolicy: RemovalPolicy.DESTROY), and apply before you destroy.',
  };
}

/** A creation found the volume that an earlier destroy left. */
export function volumeAdopted(name: string): Warning {
  return {
    summary: `Volume "${name}" existed, and is used with its data`,
    detail: 'An earlier destroy left it. To begin with an empty volume, destroy, remove it with '
      + `docker volume rm ${name}, and apply again.`,
  };
}

/** A plan would leave the volume with its data behind, and begin with an empty one. */
export function retainedReplaced(name: string, changed: readonly string[]): DiagnosticError {
  return new DiagnosticError({
    summary: `Volume "${name}" would be replaced by an empty one`,
    detail: `The engine can't change ${changed.map((each) => `\`${each}\``).join(' and ')} of a volume, and \`retain_as\` keeps its data. `
      + 'Undo the change. If the resource was only renamed, keep the old `name` (in a stack: `formerly`). To begin with an empty volume, '
      + 'add a resource for it. To give up the data, unset `retain_as` (in a stack: removalPolicy: RemovalPolicy.DESTROY), apply, and then '
      + 'make the change.',
    path: [changed[0]!],
  });
}

/** A volume that an earlier destroy left has other options than the configuration. */
export function retainedDiffers(name: string, differing: readonly string[]): DiagnosticError {
  return new DiagnosticError({
    summary: `Volume "${name}" exists, but is not as configured`,
    detail: `An earlier destroy left it, with another value of ${differing.map((each) => `\`${each}\``).join(' and ')}. `
      + `Configure it as it is (docker volume inspect ${name}), choose another name, or remove it and its data (docker volume rm ${name}).`,
    path: [differing[0]!],
  });
}
