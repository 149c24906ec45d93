#include "tui/widget.h"

void list_view_size(struct list_view *v, int n, int rows)
{
	v->n = n;
	v->rows = rows > 0 ? rows : 1;
	if (v->at >= n)
		v->at = n - 1;
	if (v->at < 0)
		v->at = 0;
	if (v->at < v->top)
		v->top = v->at;
	if (v->at >= v->top + v->rows)
		v->top = v->at - v->rows + 1;
	if (v->top > n - v->rows)
		v->top = n - v->rows;
	if (v->top < 0)
		v->top = 0;
}

bool list_view_act(struct list_view *v, enum action action, const struct event *event, struct rect shown)
{
	int at = v->at;
	switch (action) {
	case ACTION_ARRIBA: at--; break;
	case ACTION_ABAJO: at++; break;
	case ACTION_PAG_ARRIBA: at -= v->rows; break;
	case ACTION_PAG_ABAJO: at += v->rows; break;
	case ACTION_INICIO: at = 0; break;
	case ACTION_FIN: at = v->n - 1; break;
	case ACTION_WHEEL_UP: at -= 3; break;
	case ACTION_WHEEL_DOWN: at += 3; break;
	case ACTION_CLICK:
		if (event->row < shown.row || event->row >= shown.row + shown.rows || event->col < shown.col || event->col >= shown.col + shown.cols)
			return false;
		if (v->top + event->row - shown.row >= v->n)
			return false;
		at = v->top + event->row - shown.row;
		break;
	default:
		return false;
	}
	v->at = at;
	list_view_size(v, v->n, v->rows);
	return true;
}

void list_view_scrollbar(const struct list_view *v, struct grid *g, struct rect r)
{
	if (v->n <= v->rows || g->plain)
		return;
	int height = r.rows * v->rows / v->n, span = v->n - v->rows;
	if (height < 1)
		height = 1;
	int from = (r.rows - height) * v->top / span;
	for (int i = 0; i < r.rows; i++)
		grid_text(g, r.row + i, r.col + r.cols - 1, ST_NORMAL, i >= from && i < from + height ? (g->ascii ? "#" : "█") : (g->ascii ? ":" : "░"));
}
