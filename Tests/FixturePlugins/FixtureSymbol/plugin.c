// A shared object that is no plugin.
int kurukan_fixture_symbol(void);
int kurukan_fixture_symbol(void) { return 1; }
