# tf.losses.Reduction: how a loss is made of those of the rows.


class Reduction(object):
    NONE = 'none'
    SUM = 'weighted_sum'
    MEAN = 'weighted_mean'
    SUM_OVER_BATCH_SIZE = 'weighted_sum_over_batch_size'
    SUM_OVER_NONZERO_WEIGHTS = 'weighted_sum_by_nonzero_weights'
    SUM_BY_NONZERO_WEIGHTS = SUM_OVER_NONZERO_WEIGHTS
