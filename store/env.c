#include "store/env.h"
#include "store/tree.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <lmdb.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

enum { MAP_MIB = 4096, MAP_MIB_32 = 512, READERS = 2048, OPEN_TRIES = 5, OPEN_NAP_MS = 50, FATAL_EXIT = 74 };
enum { SMB2_MAGIC = (int)0xfe534d42, CIFS_MAGIC = (int)0xff534d42, LUSTRE_MAGIC = 0x0bd00bd0, GFS2_MAGIC = 0x01161970 };

size_t env_map_mib(size_t asked)
{
	if (asked > 0)
		return asked;
	return sizeof(void *) < 8 ? MAP_MIB_32 : MAP_MIB;
}

/* Locks and maps of these reach no further than one computer, or not even that. FUSE: sshfs, rclone, ntfs-3g and others look local and are not. */
bool env_magic_local(uint32_t magic)
{
	static const uint32_t refused[] = { NFS_SUPER_MAGIC, SMB_SUPER_MAGIC, CODA_SUPER_MAGIC, AFS_SUPER_MAGIC, AFS_FS_MAGIC, V9FS_MAGIC, CEPH_SUPER_MAGIC,
		OCFS2_SUPER_MAGIC, NCP_SUPER_MAGIC, (uint32_t)SMB2_MAGIC, (uint32_t)CIFS_MAGIC, LUSTRE_MAGIC, GFS2_MAGIC, FUSE_SUPER_MAGIC };

	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (refused[i] == magic)
			return false;
	return true;
}

bool env_local(const char *path, struct err *err)
{
	struct statfs fs;

	if (statfs(path, &fs) != 0)
		return err_set_sys(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, errno, "No se puede usar la carpeta %s: %s", path, err_sys_text(errno));
	if (!env_magic_local((uint32_t)fs.f_type))
		return err_set(err, ERR_CREATE, "%s está en un disco de red o compartido por otro programa, donde los datos pueden dañarse; use una carpeta de este equipo", path);
	return true;
}

struct mdb_meaning { int rc; enum err_code code; const char *text; };
static const struct mdb_meaning meanings[] = {
	{ MDB_MAP_FULL, ERR_NO_SPACE, "el almacén llegó a su tamaño máximo; lo guardado está a salvo. Pida a soporte uno más grande" },
	{ ENOSPC, ERR_NO_SPACE, "no queda espacio en el disco; libere espacio y guarde de nuevo" },
	{ EDQUOT, ERR_NO_SPACE, "se acabó el cupo de disco; libere espacio y guarde de nuevo" },
	{ MDB_READERS_FULL, ERR_BUSY, "hay demasiadas sesiones abiertas; cierre alguna y vuelva a intentar" },
	{ MDB_CORRUPTED, ERR_DAMAGED, "el almacén tiene partes dañadas; ejecute «logros verificar»" },
	{ MDB_PAGE_NOTFOUND, ERR_DAMAGED, "el almacén tiene partes dañadas; ejecute «logros verificar»" },
	{ MDB_INVALID, ERR_DAMAGED, "data.mdb no es un almacén; recupérelo de un respaldo" },
	{ MDB_VERSION_MISMATCH, ERR_DAMAGED, "data.mdb es de otra versión de LMDB; ábralo con el programa que lo creó" },
	{ MDB_NOTFOUND, ERR_DAMAGED, "falta una tabla del almacén; recupérelo de un respaldo" },
	{ MDB_PANIC, ERR_IO, "un guardado anterior falló; cierre el programa y vuelva a entrar" },
	{ EACCES, ERR_DENIED, "no tiene permiso sobre los archivos del almacén" },
	{ EROFS, ERR_IO, "el disco está en solo lectura; puede consultar, no guardar" },
	{ ENOMEM, ERR_IO, "no hay memoria suficiente; cierre otros programas y vuelva a entrar" },
};

bool env_error(struct err *err, int rc, const char *what)
{
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
		if (meanings[i].rc == rc)
			return err_set_sys(err, meanings[i].code, rc, "%s: %s", what, meanings[i].text);
	if (rc < 0)
		return err_set_sys(err, ERR_IO, rc, "%s: el almacén respondió «%s»; cierre el programa y vuelva a entrar", what, mdb_strerror(rc));
	return err_set_sys(err, ERR_IO, rc, "%s: %s", what, err_sys_text(rc));
}

/* LMDB found its own file impossible. Going on could only spread the damage. */
static void on_assert(MDB_env *env, const char *message)
{
	static const char text[] = "logros: el almacén está dañado y el programa se detiene para protegerlo. Ejecute «logros verificar» o recupere un respaldo.\n";
	struct store *s = mdb_env_get_userctx(env);

	(void)message;
	if (s && s->on_fatal)
		s->on_fatal(text);
	ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
	(void)ignored;
	_exit(FATAL_EXIT);
}

static void nap(void)
{
	nanosleep(&(struct timespec){ .tv_nsec = OPEN_NAP_MS * 1000000L }, NULL);
}

static int env_try(struct store *s, unsigned flags)
{
	MDB_env *env = NULL;
	int rc = mdb_env_create(&env);

	if (rc != 0)
		return rc;
	if ((rc = mdb_env_set_mapsize(env, s->almacen.map_mib << 20)) == 0 && (rc = mdb_env_set_maxreaders(env, READERS)) == 0 &&
	    (rc = mdb_env_set_maxdbs(env, TABLES)) == 0) {
		mode_t mask = umask(0007);
		rc = mdb_env_open(env, s->path, MDB_NOTLS | flags, 0660);
		umask(mask);
	}
	if (rc != 0) {
		mdb_env_close(env);
		return rc;
	}
	mdb_env_set_userctx(env, s);
	mdb_env_set_assert(env, on_assert);
	s->env = env;
	return 0;
}

/* Creation, first use and last close of the lock file by other processes can cross this: then it is worth another try. */
static int env_open_file(struct store *s)
{
	int rc = 0;

	for (int i = 0; i < OPEN_TRIES; i++) {
		rc = env_try(s, 0);
		if ((rc == EROFS || rc == EACCES) && s->read_only)
			rc = env_try(s, MDB_RDONLY);
		if (rc == 0 || rc == MDB_INVALID || rc == MDB_VERSION_MISMATCH || rc == EACCES || rc == EROFS || rc == ENOENT)
			return rc;
		nap();
	}
	return rc;
}

/* A store of before has it; whether it does is asked of the file itself, which a migration changes at once. */
static int open_journal_of_households(struct store *s, MDB_txn *txn)
{
	int rc = mdb_dbi_open(txn, table_name(TABLE_DHOGAR), 0, &s->dbi[TABLE_DHOGAR]);

	if (rc == MDB_NOTFOUND)
		s->dbi[TABLE_DHOGAR] = s->dbi[TABLE_FAM];
	return rc == MDB_NOTFOUND ? 0 : rc;
}

static int open_tables(struct store *s, bool create)
{
	MDB_txn *txn;
	int rc = mdb_txn_begin(s->env, NULL, create ? 0 : MDB_RDONLY, &txn);

	if (rc != 0)
		return rc;
	for (enum table t = 0; t < TABLES && rc == 0; t++) {
		s->dbi[t] = TABLE_ABSENT;
		if (t == TABLE_DHOGAR)
			rc = open_journal_of_households(s, txn);
		else if (create || table_format(t) <= s->almacen.formato)
			rc = mdb_dbi_open(txn, table_name(t), create ? MDB_CREATE : 0, &s->dbi[t]);
	}
	if (rc == 0)
		return mdb_txn_commit(txn);
	mdb_txn_abort(txn);
	return rc;
}

static bool remember_file(struct store *s, struct err *err)
{
	mdb_filehandle_t fd;
	struct stat st;
	unsigned flags = 0;

	if (mdb_env_get_fd(s->env, &fd) != 0 || fstat(fd, &st) != 0 || fcntl(fd, F_SETFD, FD_CLOEXEC) != 0)
		return err_set_sys(err, ERR_IO, errno, "No se puede abrir el almacén %s: %s", s->path, err_sys_text(errno));
	mdb_env_get_flags(s->env, &flags);
	if (flags & (MDB_NOSYNC | MDB_NOMETASYNC | MDB_WRITEMAP | MDB_MAPASYNC | MDB_NOLOCK | MDB_FIXEDMAP))
		return err_set(err, ERR_INTERNAL, "El almacén se abrió en un modo que no protege los datos; avise a soporte");
	s->device = st.st_dev;
	s->inode = st.st_ino;
	return true;
}

bool env_open(struct store *s, bool create, struct err *err)
{
	int dead, rc = env_open_file(s);

	if (rc == 0 && !create)
		rc = mdb_reader_check(s->env, &dead);
	if (rc == 0)
		rc = open_tables(s, create);
	if (rc != 0)
		env_error(err, rc, "No se puede abrir el almacén");
	if (rc == 0 && remember_file(s, err))
		return true;
	env_close(s);
	return false;
}

bool env_create_tables(struct store *s, struct err *err)
{
	int rc = open_tables(s, true);

	return rc == 0 || env_error(err, rc, "No se pudo actualizar el almacén");
}

bool env_share_tree(struct store *s, struct MDB_txn *txn, struct err *err)
{
	int rc = tree_shared(s, TABLE_DHOGAR) ? 0 : mdb_drop(txn, s->dbi[TABLE_DHOGAR], 1);

	s->dbi[TABLE_DHOGAR] = s->dbi[TABLE_FAM];
	return rc == 0 || env_error(err, rc, "No se pudo actualizar el almacén");
}

void env_close(struct store *s)
{
	if (s->env)
		mdb_env_close(s->env);
	s->env = NULL;
}

bool env_same_file(const struct store *s, struct err *err)
{
	char path[PATH_TEXT];
	struct stat st;

	if (!store_file(path, s->path, "data.mdb", err))
		return false;
	if (stat(path, &st) != 0 || st.st_dev != s->device || st.st_ino != s->inode)
		return err_set(err, ERR_CONFLICT, "NO se guardó: los archivos del almacén fueron reemplazados mientras el programa estaba abierto. Cierre el programa y vuelva a entrar");
	return true;
}

void env_reader_check(const struct store *s)
{
	int dead;

	mdb_reader_check(s->env, &dead);
}

size_t env_last_txn(const struct store *s)
{
	MDB_envinfo info;

	return mdb_env_info(s->env, &info) == 0 ? info.me_last_txnid : 0;
}

void env_usage(const struct store *s, size_t *used_mib)
{
	MDB_envinfo info;
	MDB_stat st;

	*used_mib = 0;
	if (mdb_env_info(s->env, &info) == 0 && mdb_env_stat(s->env, &st) == 0)
		*used_mib = ((info.me_last_pgno + 1) * st.ms_psize + (1 << 20) - 1) >> 20;
}
