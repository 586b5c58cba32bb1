import { DiagnosticError } from '../../diagnostics/diagnostics';
import { TypeMismatch } from '../value/convert';

export function unknownType(kind: 'resource' | 'data source', type: string, known: readonly string[]): DiagnosticError {
  return new DiagnosticError({ summary: `Unknown ${kind} type "${type}"`, detail: `The provider has: ${known.join(', ') || 'none'}.` });
}

export function providerConfigurationUnknown(): DiagnosticError {
  return new DiagnosticError({
    summary: 'The provider\'s configuration is not known yet',
    detail: 'The configuration depends on a value that is only known after apply, but this operation needs it now. '
      + 'Apply the resource that provides the value first (terraform apply -target=...), '
      + 'or add that resource to depends_on here, so that Terraform waits for it. '
      + 'If it was removed outside Terraform, such as the container of a nested host, apply before you destroy: this creates it again.',
  });
}

export function providerNotConfigured(): DiagnosticError {
  return new DiagnosticError({
    summary: 'The provider is not configured',
    detail: 'Terraform requested an operation before it configured the provider. Please report this to the provider\'s authors.',
  });
}

export function importNotSupported(type: string): DiagnosticError {
  return new DiagnosticError({
    summary: `${type} can't be imported`,
    detail: 'This resource type does not support import. Let Terraform create the resource, or manage it outside Terraform.',
  });
}

export function nothingToImport(type: string, id: string): DiagnosticError {
  return new DiagnosticError({
    summary: 'Nothing to import',
    detail: `There is no ${type} with the id ${JSON.stringify(id)}. `
      + 'Check the id, and check that the provider is configured for the right place.',
  });
}

/** @param canImport  whether the type that it is to become can be imported */
export function moveNotSupported(from: string, provider: string, to: string, canImport: boolean): DiagnosticError {
  const instead = canImport
    ? `import the ${to} instead. The documentation of ${to} says by which id.`
    : `let Terraform create the ${to}, since it can't be imported. To keep what the ${from} stands for, add a removed block for it with `
      + '`destroy = false`.';
  return new DiagnosticError({
    summary: `Can't move a ${from} to a ${to}`,
    detail: `The state of a ${from} of provider ${provider} can't be converted to that of a ${to}. Remove the moved block, and ${instead}`,
  });
}

export function stateTooNew(type: string, version: number, current: number): DiagnosticError {
  return new DiagnosticError({
    summary: 'The state is newer than the provider',
    detail: `The state of this ${type} has schema version ${version}, but this provider only supports versions up to ${current}. `
      + 'Use the newer version of the provider that wrote the state.',
  });
}

/** @param canImport  whether the type can be imported */
export function stateDoesNotFit(type: string, { message, path }: TypeMismatch, canImport: boolean): DiagnosticError {
  const instead = canImport ? 'import it again' : 'let Terraform create it anew, since it can\'t be imported';
  return new DiagnosticError({
    summary: `The state of this ${type} does not fit its schema`,
    detail: `${message}. If another provider wrote this state, remove the resource from the state (terraform state rm) `
      + `and ${instead}.`,
    path,
  });
}
