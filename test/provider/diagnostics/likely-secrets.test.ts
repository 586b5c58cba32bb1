import { likelySecrets } from '../../../provider/diagnostics/likely-secrets';

test.each<[string, readonly string[], readonly string[]]>([
  ['the value of an option', ['serve', '--password', 'swordfish', '--verbose'], ['swordfish']],
  ['the value of an option with "="', ['--api-key=swordfish'], ['swordfish']],
  ['the value of an option in a script', ['sh', '-c', 'app --token "sword fish" --port 8080'], ['sword fish']],
  ['a variable', ['DB_PASSWORD=sword fish & more'], ['sword fish & more']],
  ['a variable with a name in camel case', ['dbPassword=swordfish'], ['swordfish']],
  ['a variable in a script', ['CMD-SHELL', 'PGPASSWORD=swordfish; TOKEN=trustno1 check'], ['trustno1']],
  ['a header in a script', ['curl -H "Authorization: swordfish" localhost'], ['swordfish']],
  ['the credentials of a header in a script', ['curl -H "Authorization: Bearer swordfish" localhost'], ['swordfish']],
  ['the password in a URL', ['postgres://app:swordfish@db:5432/app'], ['swordfish']],
  ['the password of a user', ['curl', '-u', 'admin:swordfish'], ['swordfish']],
  ['a generated password', ['join', 'x7Kp2mQz9'], ['x7Kp2mQz9']],
  ['a generated password of letters', ['join', 'kJhGfDsAqW'], ['kJhGfDsAqW']],
  ['a long word', ['join', 'correcthorsebatterystaple'], ['correcthorsebatterystaple']],
  ['an argument with symbols of passwords', ['join', 'Tr0ub&dor'], ['Tr0ub&dor']],
  ['a digest', ['check', 'a3f5c9d1e7b24680'], ['a3f5c9d1e7b24680']],
])('%s is likely to be a secret', (_, entries, secrets) => {
  expect(likelySecrets(entries)).toEqual(secrets);
});

test.each([
  [['ngnix', '-g', 'daemon off;']], [['docker-entrypoint.sh', 'postgres']], [['/usr/local/bin/python3', '-m', 'http.server', '8080']],
  [['java', '-Xmx512m', '-cp', 'app.jar', 'com.example.MainClass']], [['redis-server', '/etc/redis6/redis.conf', '--maxmemory=1024mb']],
  [['sh', '-c', 'echo failing && exit 3 > /dev/null 2>&1']], [['CMD', 'wget', '-q', 'http://localhost:8080/health']],
  [['registry.example.com/team/web-app:v1.25.3']], [['--tls-key', '/etc/tls/server.key']], [['--token=$TOKEN', '--auth', 'none']],
  [['PATH=/usr/local/sbin:/usr/bin', 'LANG=en_US.UTF-8', 'PASSWORD_FILE=/run/secrets/db', 'LOG_LEVEL=INFO']], [['--password', '--verbose']],
  [['2001:db8::1', '10.0.0.1:5432', '00:11:22:33:44:55']], [['', 'NAME', '-', '--']], [['author=someone', 'keyboard=de']],
])('what ordinary errors name is not: %j', (entries) => {
  expect(likelySecrets(entries)).toEqual([]);
});
