import { DiagnosticError } from '../../diagnostics/diagnostics';
import { EngineError } from '../../engine/errors';
import { Privilege } from '../../engine/plugin/privileges';
import { listed } from '../shared/listed';

/** A plugin asks for more than the configuration grants. */
export function notGranted(name: string, missing: readonly Privilege[], isInstalled: boolean): DiagnosticError {
  const blocks = missing.map(({ Name: privilege, Value: values }) => (
    `  grant_permissions {\n    name  = ${JSON.stringify(privilege)}\n    value = ${JSON.stringify(values ?? [])}\n  }`));
  return new DiagnosticError({
    summary: `The plugin "${name}" asks for more than is granted`,
    detail: [
      isInstalled ? 'It is installed, and has all that it asks for. To grant less, remove it.' : 'Nothing was pulled.',
      `Not granted, and what grants it:\n\n${blocks.join('\n')}`,
      'A plugin has this on the machine of the engine, beyond the control of Terraform and of isolation policies. Add these blocks, or set '
      + '`grant_all_permissions = true`, if you trust whoever makes the plugin with it.',
    ].join('\n\n'),
    path: ['grant_permissions'],
  });
}

/** A plugin lacks a setting, or does not allow to change it. Names only: values may be secrets. */
export function noSuchSetting(name: string, wrong: readonly string[], settable: readonly string[]): DiagnosticError {
  return new DiagnosticError({
    summary: `The plugin "${name}" has no such setting: ${listed(wrong)}`,
    detail: `It can set ${settable.length === 0 ? 'nothing: remove `env`' : `only: ${settable.join(', ')}. Correct \`env\``}.`,
    path: ['env'],
  });
}

/** Something uses a plugin that is to be disabled or removed. */
export function pluginInUse(name: string, users: readonly string[], error: EngineError, forRemoval: boolean): DiagnosticError {
  const [done, force] = forRemoval ? ['removed', 'force_destroy'] : ['disabled', 'force_disable'];
  return new DiagnosticError({
    summary: `Plugin "${name}" is still in use, and was not ${done}`,
    detail: [
      ...users.length === 0 ? [] : [`Used by: ${listed(users)}.`],
      `The engine reports: ${error.engineMessage}`,
      'Remove what uses it first. Terraform does so by itself if that refers to the plugin (docker_plugin.<name>.alias). '
      + `Or set \`${force} = true\`${forRemoval ? ', apply, and destroy again' : ''}: what uses the plugin then fails.`,
    ].join('\n\n'),
  });
}

/** A plugin is gone, though it existed when the plan was made. */
export function pluginGone(name: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The plugin "${name}" is gone`,
    detail: 'Something else removed it after the plan was made. Plan and apply again, which installs it.',
  });
}

/** Settings of a plugin were changed after the plan, and can't be changed back. */
export function settingsChanged(name: string, settings: readonly string[]): DiagnosticError {
  return new DiagnosticError({
    summary: `Settings of the plugin "${name}" can't be changed back: ${listed(settings)}`,
    detail: 'They were not known, or were changed, after the plan was made. Plan again, which replaces the plugin.',
    path: ['env'],
  });
}
