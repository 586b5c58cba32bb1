import picomatch from 'picomatch';
import { isCopyright } from '../debian/license';

/** What only people and a whole Debian read. Copyright files stay: licences ask for them. */
const UNUSED = [
  '/usr/share/{man,info,locale,lintian,bug,doc-base,menu,bash-completion,zsh,fish,applications,pixmaps,icons,reportbug,apport}/**',
  '/usr/lib/{systemd,tmpfiles.d,sysusers.d}/**', '/usr/share/{systemd,dbus-1}/**', '/usr/lib/debug/**',
  '/etc/{init.d,logrotate.d,cron.d,cron.daily,cron.hourly,cron.weekly,cron.monthly,default,systemd,ufw,apparmor.d,bash_completion.d}/**',
];
const DOCUMENTATION = '/usr/share/doc/';

/**
 * Returns whether a path of a package stays out of an image.
 *
 * @param patterns  further ones, as globs
 */
export function excludedBy(patterns: readonly string[]): (path: string) => boolean {
  const matches = picomatch([...UNUSED, ...patterns], { dot: true });
  return (path) => matches(path) || path.startsWith(DOCUMENTATION) && !isCopyright(path);
}
